/// The pairs and triples of values that some setting and the rules within a row allow.
struct AllowedCombinations: Sendable {
    /// By ``Triangle/place(_:_:)``.
    private(set) var pairs: [Bool]
    /// By ``Triangle/place(_:_:_:)``; empty where they were not asked for.
    private(set) var triples: [Bool]

    /// - Parameters:
    ///   - having: for each value the settings that have it, a bit each.
    ///   - size: 2 for pairs alone, 3 for triples too.
    init(_ having: [[UInt64]], rules: CombinationRules, upTo size: Int) {
        let width = having.count
        pairs = [Bool](repeating: false, count: Triangle.pairs(of: width))
        triples = [Bool](repeating: false, count: size < 3 ? 0 : Triangle.triples(of: width))
        var common: [(word: Int, bits: UInt64)] = []
        for c in 0..<width {
            for b in 0..<c where rules.allow(b, c) {
                common.removeAll(keepingCapacity: true)
                for (word, (one, other)) in zip(having[b], having[c]).enumerated() where one & other != 0 { common.append((word, one & other)) }
                guard !common.isEmpty else { continue }
                pairs[Triangle.place(b, c)] = true
                guard size > 2 else { continue }
                for a in 0..<b where pairs[Triangle.place(a, b)] && pairs[Triangle.place(a, c)] && rules.allow(a, b, c) {
                    if common.contains(where: { having[a][$0.word] & $0.bits != 0 }) { triples[Triangle.place(a, b, c)] = true }
                }
            }
        }
    }
}
