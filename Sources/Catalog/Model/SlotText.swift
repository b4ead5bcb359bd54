/// Text with `{{name}}` places to fill.
enum SlotText {
    /// A place that has no value.
    struct MissingValue: Error {
        let name: String
    }

    /// The names of the places, in order of appearance.
    static func names(in text: String) -> [String] {
        text.matches(of: place).map { String($0.output.1) }
    }

    /// The text with every place filled.
    static func fill(_ text: String, with values: [String: String]) throws -> String {
        try text.replacing(place) { match in
            let name = String(match.output.1)
            guard let value = values[name] else { throw MissingValue(name: name) }
            return value
        }
    }

    private static var place: Regex<(Substring, Substring)> { /\{\{([A-Za-z][A-Za-z0-9_]*)\}\}/ }
}
