/// Shapes of the questions: what is left of them when numbers and the words of the row's own axis values are taken out.
public struct SkeletonReport: Codable, Sendable, Hashable {
    /// Distinct shapes.
    public var distinct: Int
    /// Entropy of the shape of a random row, in bits.
    public var entropyBits: Double
    /// Share of the rows that have the most frequent shape.
    public var topShare: Double

    init(counts: some Collection<Int>) {
        distinct = counts.count
        entropyBits = Entropy.bits(of: counts)
        topShare = Double(counts.max() ?? 0) / Double(max(1, counts.reduce(0, +)))
    }
}
