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
    func blocks(_ scene: ExampleScene) throws -> [AnswerBlock] {
        let paths = scene.paths
        let readKeyID = "sha256sum \(paths.publicKey) | cut -d' ' -f1"
        let readKey = "base64 -w0 \(paths.publicKey)"
        switch self {
        case .hereDocument:
            let modules = scene.rules.map { "\($0.variable)=$(base64 -w0 \(paths.file($0.name + ".rego")))" }
            let lines =
                ["KEYID=$(\(readKeyID))", "KEY=$(\(readKey))"] + modules
                + ["cat > \(paths.policy) <<EOF", try policy(scene) { "$" + $0 }.json(), "EOF"]
            return [AnswerBlock(kind: .policy, code: lines.joined(separator: "\n"))]
        case .jq:
            let arguments =
                ["jq -n --arg keyid \"$(\(readKeyID))\"", "--arg key \"$(\(readKey))\""]
                + scene.rules.map { "--arg \($0.variable.lowercased()) \"$(base64 -w0 \(paths.file($0.name + ".rego")))\"" }
            let program = try policy(scene) { "$" + $0.lowercased() }.json()
                .replacing(#/"(\$[a-z0-9_]+)": /#) { "(\($0.output.1)): " }
                .replacing(#/"(\$[a-z0-9_]+)"/#) { String($0.output.1) }
            let code = arguments.joined(separator: " \\\n  ") + " \\\n  '\(program)' > \(paths.policy)"
            return [AnswerBlock(kind: .policy, code: code)]
        case .template:
            let template = paths.policy.replacing(".json", with: ".template.json")
            let marks = ["-e \"s|@KEYID@|$(\(readKeyID))|g\"", "-e \"s|@KEY@|$(\(readKey))|\""]
            let modules = scene.rules.map { "-e \"s|@\($0.variable)@|$(base64 -w0 \(paths.file($0.name + ".rego")))|\"" }
            let code = (["sed"] + marks + modules).joined(separator: " \\\n  ") + " \\\n  \(template) > \(paths.policy)"
            let json = try policy(scene) { "@\($0)@" }.json()
            return [
                AnswerBlock(kind: .policy, code: json, language: .json, titleSlots: ["blockFile": template]),
                AnswerBlock(kind: .policy, code: code),
            ]
        }
    }

    /// The policy with marks where the key's name and text and the modules' texts belong.
    private func policy(_ scene: ExampleScene, mark: (String) -> String) -> Policy {
        let keyID = mark("KEYID")
        let required = scene.recordedTypes.map { type in
            let rules = scene.rules.filter { $0.predicateType == type }
            return Policy.RequiredAttestation(
                type: type,
                regoPolicies: rules.isEmpty ? nil : rules.map { .init(name: $0.name, module: mark($0.variable)) }
            )
        }
        return Policy(
            expires: scene.expires,
            publicKeys: [.init(keyIdentifier: keyID, key: mark("KEY"))],
            steps: [.init(name: scene.specification.step, functionaries: [.init(publicKeyIdentifier: keyID)], attestations: required)]
        )
    }
}
