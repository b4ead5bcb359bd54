/// What the rules of one type of task may name beside what every example has.
struct TaskVocabulary: Sendable {
    /// Facts that each turn of its examples gives.
    var slots: [String: GrammarVocabulary.Slot] = [:]
    /// What may hold of a turn.
    var flags: Set<String> = []
    /// Flags of which exactly one holds throughout an example; none when it comes in one kind only.
    var variants: Set<String> = []
}
