/// How much one axis tells about another: a model could take such a short cut in place of understanding.
///
/// Pairs of axes with so many combinations that there are fewer than five rows for each are left out.
public struct DependenceReport: Codable, Sendable, Hashable {
    /// Two axes, a member of a set written `attestors=git`.
    public struct Pair: Codable, Sendable, Hashable {
        /// One axis.
        public var first: String
        /// The other.
        public var second: String
        /// Mutual information over the lesser entropy of the two, less the bias of a small sample: 0 for independent axes, 1 when one decides the other.
        public var share: Double
    }

    /// Pairs in which one decides the other wholly, as a command decides its kind; the catalog wants most of these.
    public var decided: [Pair]
    /// The other pairs, the strongest first.
    public var strongest: [Pair]
}
