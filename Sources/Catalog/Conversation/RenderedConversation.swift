/// A conversation and the frames it was made from.
public struct RenderedConversation: Sendable, Hashable {
    /// System, then user and assistant in turn.
    public var messages: [ChatMessage]
    /// Id of the first question's frame.
    public var questionFrame: String
    /// Id of the last answer's frame.
    public var answerFrame: String
}
