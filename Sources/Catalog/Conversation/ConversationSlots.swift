/// The facts of one example that a conversation may state.
///
/// Text is inserted as it stands, so code, paths and names are never altered. `GrammarVocabulary` names every slot and flag,
/// and says which slots come with which flag; the renderer refuses a set that does not agree with it.
public struct ConversationSlots: Codable, Sendable, Hashable {
    /// Single facts by slot name, such as `stepName`.
    public var values: [String: String]
    /// Facts that come in any number, such as `regoRequirements`; each is non-empty where given.
    public var lists: [String: [String]]
    /// What holds of the example, such as `sbom`.
    public var flags: Set<String>

    /// Slots with every part given.
    public init(values: [String: String], lists: [String: [String]] = [:], flags: Set<String> = []) {
        self.values = values
        self.lists = lists
        self.flags = flags
    }
}

extension ConversationSlots {
    /// These slots with those of a turn, which has others.
    func merging(_ turn: ConversationSlots?) -> ConversationSlots {
        guard let turn else { return self }
        return ConversationSlots(
            values: values.merging(turn.values) { $1 }, lists: lists.merging(turn.lists) { $1 }, flags: flags.union(turn.flags))
    }
}
