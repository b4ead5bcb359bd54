import SystemPackage

/// Turns the facts and the executed blocks of an example into a conversation.
public struct ConversationRenderer: Sendable {
    /// Reads the built-in questions and answers, and those of each directory that has any.
    /// - Throws: `GrammarError` naming file and line.
    public init(catalogDirectories: [FilePath] = []) throws {}

    /// The conversation of one example: a pure function of its arguments and the catalog.
    /// - Throws: `ConversationError` when slots and vocabulary disagree.
    public func render(task: String, slots: ConversationSlots, blocks: [AnswerBlock], seed: UInt64) throws -> RenderedConversation {
        RenderedConversation(messages: [], questionFrame: "", answerFrame: "")
    }
}
