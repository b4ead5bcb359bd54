import Witness

/// How an answer writes the policy. The key's name and text are read by commands, so no answer shows what nobody could predict.
enum PolicyStyle: CaseIterable, Sendable {
    /// A here document in which the shell fills in variables.
    case hereDocument
    /// A jq program.
    case jq
    /// A JSON file with marks, and sed to fill them in.
    case template

    /// The blocks that write the policy.
    /// - Parameter steps: what it demands of each step, in order.
    func blocks(_ scene: ExampleScene, steps: [PolicyStep]) throws -> [AnswerBlock] {
        let paths = scene.paths
        let draft = PolicyDraft(expires: scene.expires, steps: steps)
        let values = draft.keyValues
        let modules = draft.rules.map { (name: $0.variable, command: "base64 -w0 \(paths.file($0.name + ".rego"))") }
        switch self {
        case .hereDocument:
            let lines =
                (values + modules).map { "\($0.name)=$(\($0.command))" }
                + ["cat > \(paths.policy) <<EOF", try draft.policy { "$" + $0 }.json(), "EOF"]
            return [AnswerBlock(kind: .policy, code: lines.joined(separator: "\n"))]
        case .jq:
            let arguments = (values + modules).map { "--arg \($0.name.lowercased()) \"$(\($0.command))\"" }
            let program = try draft.policy { "$" + $0.lowercased() }.json()
                .replacing(#/"(\$[a-z0-9_]+)": /#) { "(\($0.output.1)): " }
                .replacing(#/"(\$[a-z0-9_]+)"/#) { String($0.output.1) }
            let code = "jq -n " + arguments.joined(separator: " \\\n  ") + " \\\n  '\(program)' > \(paths.policy)"
            return [AnswerBlock(kind: .policy, code: code)]
        case .template:
            let template = paths.policy.replacing(".json", with: ".template.json")
            let marks = (values + modules).map { "-e \"s|@\($0.name)@|$(\($0.command))|\"" }
            let code = (["sed"] + marks).joined(separator: " \\\n  ") + " \\\n  \(template) > \(paths.policy)"
            let json = try draft.policy { "@\($0)@" }.json()
            return [
                AnswerBlock(kind: .policy, code: json, language: .json, titleSlots: ["blockFile": template]),
                AnswerBlock(kind: .policy, code: code),
            ]
        }
    }
}
