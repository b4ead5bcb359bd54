/// Pairwise (t = 2) coverage of the axes.
///
/// Every pair of observed values counts as possible, also those that a constraint of the catalog forbids; the true coverage of the allowed pairs is never below this one.
public struct PairReport: Codable, Sendable, Hashable {
    /// Coverage of the pairs between two axes, or within one axis that is a set.
    public struct Axes: Codable, Sendable, Hashable {
        /// One axis.
        public var first: String
        /// The other; the same for pairs within a set.
        public var second: String
        /// Pairs of values that occur in a row together.
        public var seen: Int
        /// Pairs of values that could.
        public var possible: Int
    }

    /// Pairs that occur.
    public var seen: Int
    /// Pairs that could.
    public var possible: Int
    /// The parts, by names of axes.
    public var axes: [Axes]

    init(axes: [Axes]) {
        self.axes = axes
        seen = axes.map(\.seen).reduce(0, +)
        possible = axes.map(\.possible).reduce(0, +)
    }
}
