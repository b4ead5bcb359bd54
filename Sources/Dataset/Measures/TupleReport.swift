/// Coverage of the combinations of so many axis values (t-wise coverage).
///
/// What a constraint of the catalog forbids is not known here; so the number of combinations that can occur is estimated from how often the seen ones were seen.
public struct TupleReport: Codable, Sendable, Hashable {
    /// Values in a combination.
    public var size: Int
    /// Combinations that occur; of a sample, where there are too many to count.
    public var seen: Int
    /// Combinations that occur at least five times.
    public var seenFiveTimes: Int
    /// Estimate of the combinations that can occur at all (Chao's lower bound, from those seen once and twice).
    public var estimated: Double
    /// Combinations of observed values of different axes, or of one that is a set, senseless ones too.
    public var possible: Double
    /// Share of the combinations that were counted, 1 for all.
    public var sampled: Double

    /// Share of the combinations that can occur, by the estimate, which do.
    public var coverage: Double { estimated == 0 ? 1 : Double(seen) / estimated }

    /// - Parameter counts: how often each combination occurs, 0 for one that does not.
    init(size: Int, counts: some Sequence<UInt8>, possible: Double, sampled: Double) {
        var frequency = [Int](repeating: 0, count: 256)
        for count in counts { frequency[Int(count)] += 1 }
        self.size = size
        self.possible = possible
        self.sampled = sampled
        seen = frequency[1...].reduce(0, +)
        seenFiveTimes = frequency[5...].reduce(0, +)
        let (once, twice) = (Double(frequency[1]), Double(frequency[2]))
        estimated = Double(seen) + once * (once - 1) / (2 * (twice + 1))
    }
}
