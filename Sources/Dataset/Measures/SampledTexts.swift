/// A sample of texts as hashes of their words, the same whenever the same texts come in the same order.
struct SampledTexts {
    private let size: Int
    private var kept: [(rank: UInt64, words: [UInt64])] = []
    private var seen: UInt64 = 0
    private var greatest = UInt64.max

    init(size: Int) {
        self.size = size
    }

    /// The texts of the sample.
    var texts: [[UInt64]] { kept.sorted { $0.rank < $1.rank }.prefix(size).map(\.words) }

    mutating func append(_ words: [UInt64]) {
        seen += 1
        let rank = NormalizedText.mix(seen)
        guard rank < greatest else { return }
        kept.append((rank, words))
        guard kept.count >= 2 * size else { return }
        kept.sort { $0.rank < $1.rank }
        kept.removeLast(kept.count - size)
        greatest = kept.last?.rank ?? .max
    }
}
