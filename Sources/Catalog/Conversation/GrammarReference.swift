/// A name in braces.
struct GrammarReference: Sendable, Hashable {
    /// How the items of a list are put together.
    enum Joiner: String, Sendable, Hashable, CaseIterable {
        /// `a, b and c`.
        case and
        /// `a, b, and c`.
        case oxford
        /// `a,b,c`.
        case comma
        /// `a, b, c`.
        case commas
        /// `a + b + c`.
        case plus
        /// `a; b; c`.
        case semicolons
        /// `` `a`, `b`, `c` ``.
        case ticks
        /// `A. B. C`, without the last full stop.
        case sentences
        /// One line each, with a hyphen before it.
        case bullets
        /// One line each, with an asterisk before it.
        case stars
        /// One line each, with its number before it.
        case numbers
    }

    /// A slot or a rule.
    var name: String
    /// How to join a list; nil for single values and rules.
    var joiner: Joiner?
    /// Whether the first letter is raised.
    var isCapitalised: Bool
    /// Where it stands.
    var position: GrammarError.Position
}
