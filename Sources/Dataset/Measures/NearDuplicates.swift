/// Finds texts that share most of their word n-grams with an earlier one.
///
/// MinHash with 112 hashes proposes pairs, true Jaccard similarity decides. At 0.8 the bands are 14 of 8 rows and catch 92 % of such pairs; at 0.5 they are 28 of 4 and catch 84 %.
/// What is found for a text depends on it and earlier ones alone. Time and memory are linear in the number of texts: within a bucket each text is compared with at
/// most 32 earlier ones, and at most 64 are remembered.
struct NearDuplicates {
    /// An earlier text that a text resembles.
    struct Match {
        var row: Int
        var earlier: Int
        var similarity: Double
    }

    private struct Earlier {
        var row: Int32
        var similarity: Float
    }

    private static let hashes = 112
    private static let compared = 16
    private static let remembered = 64
    private static let leastSimilarity = 0.5

    private let table: ShingleTable
    private var found: [Int: [Earlier]] = [:]

    init(_ table: ShingleTable) {
        self.table = table
        let signatures = Self.signatures(of: table)
        findMatches(signatures, bands: 14, rows: 8)
        findMatches(signatures, bands: 28, rows: 4)
    }

    /// The best match found for each text that resembles an earlier one at least so much, in order of the texts.
    func matches(atLeast threshold: Double) -> [Match] {
        found.keys.sorted().compactMap { row in matches(of: row).first { $0.similarity >= threshold } }
    }

    /// The earlier texts at 0.5 or more that were found for one, the most similar first.
    func matches(of row: Int) -> [Match] {
        (found[row] ?? []).map { Match(row: row, earlier: Int($0.row), similarity: Self.jaccard(table[row], table[Int($0.row)])) }
            .sorted { ($1.similarity, $0.earlier) < ($0.similarity, $1.earlier) }
    }

    private mutating func findMatches(_ signatures: [UInt32], bands: Int, rows: Int) {
        var keyed: [(key: UInt64, row: UInt32)] = []
        keyed.reserveCapacity(table.count)
        for band in 0..<bands {
            keyed.removeAll(keepingCapacity: true)
            for row in 0..<table.count {
                let start = row * Self.hashes + band * rows
                let key = signatures[start..<(start + rows)].reduce(UInt64(band)) { NormalizedText.mix($0 &+ UInt64($1)) }
                keyed.append((key, UInt32(row)))
            }
            keyed.sort { ($0.key, $0.row) < ($1.key, $1.row) }
            var start = 0
            while start < keyed.count {
                let end = keyed[start...].firstIndex { $0.key != keyed[start].key } ?? keyed.count
                if end - start > 1 { compare(keyed[start..<end].map { Int($0.row) }) }
                start = end
            }
        }
    }

    private mutating func compare(_ bucket: [Int]) {
        for (position, row) in bucket.enumerated().dropFirst() {
            var known = found[row] ?? []
            let before = known.count
            let nearest = bucket[max(0, position - Self.compared)..<position].reversed()
            let oldest = bucket[..<max(0, min(Self.compared, position - Self.compared))]
            for earlier in nearest + oldest where known.count < Self.remembered && !known.contains(where: { $0.row == earlier }) {
                let similarity = Self.jaccard(table[row], table[earlier])
                if similarity >= Self.leastSimilarity { known.append(Earlier(row: Int32(earlier), similarity: Float(similarity))) }
            }
            if known.count > before { found[row] = known }
        }
    }

    /// Size of the intersection over size of the union; texts without n-grams have nothing in common.
    private static func jaccard(_ first: ArraySlice<UInt32>, _ second: ArraySlice<UInt32>) -> Double {
        let common = ShingleTable.common(first, second)
        let union = first.count + second.count - common
        return union == 0 ? 0 : Double(common) / Double(union)
    }

    private static func signatures(of table: ShingleTable) -> [UInt32] {
        // Multiplication by an odd number permutes the 32-bit integers; the constants are fixed so that reports agree between machines.
        let factors = (0..<hashes).map { UInt32(truncatingIfNeeded: NormalizedText.mix(UInt64(2 * $0 + 1))) | 1 }
        let terms = (0..<hashes).map { UInt32(truncatingIfNeeded: NormalizedText.mix(UInt64(2 * $0 + 2))) }
        return [UInt32](unsafeUninitializedCapacity: table.count * hashes) { signatures, count in
            count = table.count * hashes
            signatures.initialize(repeating: .max)
            factors.withUnsafeBufferPointer { factors in
                terms.withUnsafeBufferPointer { terms in
                    for row in 0..<table.count {
                        let signature = UnsafeMutableBufferPointer(rebasing: signatures[(row * hashes)..<((row + 1) * hashes)])
                        for hash in table[row] {
                            for index in 0..<hashes {
                                signature[index] = min(signature[index], factors[index] &* hash &+ terms[index])
                            }
                        }
                    }
                }
            }
        }
    }
}
