/// A conversation and the frames it was made from.
public struct RenderedConversation: Sendable, Hashable {
    /// System, user, assistant.
    public var messages: [ChatMessage]
    /// Id of the question's frame.
    public var questionFrame: String
    /// Id of the answer's frame.
    public var answerFrame: String
}
