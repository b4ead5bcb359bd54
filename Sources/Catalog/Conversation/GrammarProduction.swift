/// One way to write a rule.
struct GrammarProduction: Sendable, Hashable {
    /// How the literal English of a frame is written.
    enum Style: String, Sendable, Hashable, CaseIterable {
        /// As it stands.
        case plain
        /// In lower case throughout, as people chat.
        case lowercase
    }

    /// Name of a frame; nil for the productions of inner rules.
    var id: String?
    /// What it says.
    var node: GrammarNode
    /// How often it is chosen, against the weights of its rule's other productions.
    var weight: Int
    /// When it may be chosen.
    var condition: GrammarCondition
    /// How its literal English is written.
    var style: Style
    /// The rule that lays out each block of an answer frame.
    var block: String?
    /// Where it stands.
    var position: GrammarError.Position
    /// Number of the catalog that it stands in, of several that add up.
    var catalog: Int
}
