/// Text as it stands in a pipeline file.
enum PipelineText {
    /// A YAML scalar: bare when it can be nothing but a string, in double quotes otherwise.
    static func scalar(_ text: String) -> String {
        let isPlain = text.first?.isLetter == true && text.allSatisfy { $0.isLetter || $0.isNumber || "-_./ ".contains($0) } && text.last != " "
        let isKeyword = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased())
        return isPlain && !isKeyword ? text : "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// Lines of a YAML block, or of code that is to look like one; a text of several lines counts as each of them.
    static func indented(_ lines: [String], by count: Int) -> [String] {
        lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
            .map { $0.isEmpty ? "" : String(repeating: " ", count: count) + $0 }
    }

    /// What stands between the single quotation marks, one or three, of a Groovy string.
    static func groovy(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    }
}
