/// A fact that every text made from a root rule must state.
struct GrammarFact: Sendable, Hashable {
    /// Name, for messages.
    var name: String
    /// The slots of which one suffices.
    var statedBy: Set<String>
    /// When the fact must be stated; elsewhere its documented default holds.
    var condition: GrammarCondition
}
