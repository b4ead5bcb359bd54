/// What the rules of one type of task may name beside what every example has.
struct TaskVocabulary: Sendable {
    /// Facts that each turn of its examples gives.
    var slots: [String: GrammarVocabulary.Slot] = [:]
    /// What may hold of a turn.
    var flags: Set<String> = []
    /// Flags of which exactly one holds in each turn; none when the type comes in one kind only.
    var variants: Set<String> = []
}

extension TaskVocabulary {
    /// Of tasks whose answer may show the CI platform's pipeline file: its path, and what it says beside the commands.
    static let pipelineFile = TaskVocabulary(
        slots: [
            "pipelineFile": GrammarVocabulary.Slot(.code, flag: "pipelineFile"),
            "pipelineTerms": GrammarVocabulary.Slot(.code, isList: true, flag: "pipelineFile"),
        ],
        flags: ["pipelineFile"]
    )
}
