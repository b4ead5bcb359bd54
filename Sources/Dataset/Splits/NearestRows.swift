/// Finds for a text the most similar of a fixed set of texts, exactly: an inverted index over word n-grams, eight bytes an n-gram of the set.
struct NearestRows {
    private let table: ShingleTable
    private let rows: [Int]
    /// For each n-gram, the texts that hold it: n-gram in the upper half, position in `rows` in the lower, ascending.
    private let postings: [UInt64]
    /// Where the n-grams with equal upper 16 bits begin in `postings`.
    private let starts: [Int]
    private var common: [UInt16]
    private var touched: [Int32] = []

    /// - Parameter rows: the set, by their numbers in the table; of equally similar ones the earlier is found.
    init(_ table: ShingleTable, among rows: [Int]) {
        self.table = table
        self.rows = rows
        var postings: [UInt64] = []
        for (position, row) in rows.enumerated() {
            for gram in table[row] { postings.append(UInt64(gram) << 32 | UInt64(position)) }
        }
        postings.sort()
        var starts = [Int](repeating: postings.count, count: 1 << 16 + 1)
        for (position, posting) in postings.enumerated().reversed() { starts[Int(posting >> 48)] = position }
        for bucket in stride(from: (1 << 16) - 1, through: 0, by: -1) { starts[bucket] = min(starts[bucket], starts[bucket + 1]) }
        self.postings = postings
        self.starts = starts
        common = [UInt16](repeating: 0, count: rows.count)
    }

    /// The number of the most similar text and its Jaccard similarity; `nil` when nothing is common to any.
    mutating func nearest(to row: Int) -> (row: Int, similarity: Double)? {
        for gram in table[row] {
            let bucket = Int(gram >> 16)
            var position = lowerBound(of: UInt64(gram) << 32, from: starts[bucket], to: starts[bucket + 1])
            while position < postings.count, postings[position] >> 32 == UInt64(gram) {
                let text = Int(postings[position] & 0xFFFF_FFFF)
                if common[text] == 0 { touched.append(Int32(text)) }
                common[text] += 1
                position += 1
            }
        }
        var best: (position: Int, similarity: Double)?
        for text in touched.map(Int.init) {
            let shared = Int(common[text])
            let similarity = Double(shared) / Double(table[row].count + table[rows[text]].count - shared)
            if similarity > best?.similarity ?? 0 || similarity == best?.similarity && text < best?.position ?? 0 { best = (text, similarity) }
            common[text] = 0
        }
        touched.removeAll(keepingCapacity: true)
        return best.map { (rows[$0.position], $0.similarity) }
    }

    private func lowerBound(of value: UInt64, from start: Int, to end: Int) -> Int {
        var (low, high) = (start, end)
        while low < high {
            let middle = (low + high) / 2
            if postings[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
