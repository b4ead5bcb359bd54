/// One block of code in an answer, exactly as it was executed.
public struct AnswerBlock: Codable, Sendable, Hashable {
    /// What the block does.
    public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
        /// Makes the key pair.
        case keys
        /// Readies the project before the attested command.
        case prepare
        /// Runs the command under `witness run`.
        case run
        /// Shows the file by which a CI platform does the same.
        case pipeline
        /// Writes the policy.
        case policy
        /// Checks the policy's form.
        case check
        /// Signs the policy.
        case sign
        /// Verifies the artifact.
        case verify
        /// Puts something right.
        case mend
        /// Looks into what there is.
        case inspect
    }

    /// Language of the fenced block.
    public enum Language: String, Codable, Sendable, Hashable {
        /// Shell commands.
        case bash
        /// A JSON document.
        case json
        /// A Rego module.
        case rego
        /// What a terminal shows.
        case text
        /// A pipeline file in YAML.
        case yaml
        /// A Jenkinsfile.
        case groovy
    }

    /// What the block does.
    public var kind: Kind
    /// The code, without a fence.
    public var code: String
    /// Language of the code.
    public var language: Language
    /// Facts about this block alone, for its title; they win over the example's slots of the same name.
    public var titleSlots: [String: String]

    /// A block with every part given.
    public init(kind: Kind, code: String, language: Language = .bash, titleSlots: [String: String] = [:]) {
        self.kind = kind
        self.code = code
        self.language = language
        self.titleSlots = titleSlots
    }
}

extension AnswerBlock {
    /// The code between fences, which are longer than any run of backticks in it.
    var fenced: String {
        var longest = 0
        var current = 0
        for character in code {
            current = character == "`" ? current + 1 : 0
            longest = max(longest, current)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)\(language.rawValue)\n\(code)\n\(fence)"
    }
}
