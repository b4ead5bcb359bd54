/// One turn of a conversation, in the form mlx-lm and other chat trainers load.
public struct ChatMessage: Codable, Sendable, Hashable {
    /// Who speaks.
    public enum Role: String, Codable, Sendable, Hashable {
        /// The standing instruction.
        case system
        /// The person who asks.
        case user
        /// The model that answers.
        case assistant
    }

    /// Who speaks.
    public var role: Role
    /// What is said.
    public var content: String

    /// A message with every part given.
    public init(role: Role, content: String) {
        self.role = role
        self.content = content
    }
}
