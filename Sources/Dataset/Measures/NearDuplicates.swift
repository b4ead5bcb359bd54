/// Finds texts that share most of their word n-grams with an earlier one.
///
/// MinHash with 112 hashes proposes pairs, true Jaccard similarity decides. At 0.8 the bands are 14 of 8 rows and catch 92 % of such pairs; at 0.5 they are 28 of 4 and catch 84 %.
/// Time and memory are linear in the number of texts: within a bucket each text is compared with at most 32 earlier ones.
struct NearDuplicates {
    /// An earlier text that a text resembles.
    struct Match {
        var row: Int
        var earlier: Int
        var similarity: Double
    }

    private static let hashes = 112
    private static let compared = 16

    private let table: ShingleTable
    private let signatures: [UInt32]
    private var best: [Int: (earlier: Int, similarity: Double)] = [:]

    init(_ table: ShingleTable) {
        self.table = table
        signatures = Self.signatures(of: table)
        findMatches(bands: 14, rows: 8, threshold: 0.8)
        findMatches(bands: 28, rows: 4, threshold: 0.5)
    }

    /// The best match found for each text that resembles an earlier one at least so much, in order of the texts.
    func matches(atLeast threshold: Double) -> [Match] {
        best.filter { $0.value.similarity >= threshold }
            .map { Match(row: $0.key, earlier: $0.value.earlier, similarity: $0.value.similarity) }
            .sorted { $0.row < $1.row }
    }

    private mutating func findMatches(bands: Int, rows: Int, threshold: Double) {
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
                if end - start > 1 { compare(keyed[start..<end].map { Int($0.row) }, threshold: threshold) }
                start = end
            }
        }
    }

    private mutating func compare(_ bucket: [Int], threshold: Double) {
        for (position, row) in bucket.enumerated().dropFirst() where (best[row]?.similarity ?? 0) < threshold {
            let nearest = bucket[max(0, position - Self.compared)..<position].reversed()
            let oldest = bucket[..<max(0, min(Self.compared, position - Self.compared))]
            for earlier in nearest + oldest {
                let similarity = Self.jaccard(table[row], table[earlier])
                guard similarity >= 0.5, similarity > best[row]?.similarity ?? 0 else { continue }
                best[row] = (earlier, similarity)
                if similarity >= threshold { break }
            }
        }
    }

    /// Size of the intersection over size of the union; two empty sets are equal.
    private static func jaccard(_ first: ArraySlice<UInt32>, _ second: ArraySlice<UInt32>) -> Double {
        var common = 0
        var one = first.startIndex
        var two = second.startIndex
        while one < first.endIndex, two < second.endIndex {
            let (left, right) = (first[one], second[two])
            if left == right { common += 1 }
            if left <= right { one += 1 }
            if right <= left { two += 1 }
        }
        let union = first.count + second.count - common
        return union == 0 ? 1 : Double(common) / Double(union)
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
