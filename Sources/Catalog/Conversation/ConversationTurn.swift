/// What one question and its answer have of their own, beside the facts of the example.
public struct ConversationTurn: Sendable, Hashable {
    /// The part of the task whose rules word the turn; nil for its first.
    public var part: String?
    /// The task's own slots, and the flags that hold here.
    public var slots: ConversationSlots
    /// The code of the answer, in order, as it was executed.
    public var blocks: [AnswerBlock]

    /// A turn with every part given.
    public init(part: String? = nil, slots: ConversationSlots = ConversationSlots(values: [:]), blocks: [AnswerBlock] = []) {
        self.part = part
        self.slots = slots
        self.blocks = blocks
    }
}
