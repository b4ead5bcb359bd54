/// Texts that share word 3-grams with an earlier text, by Jaccard similarity.
public struct NearDuplicateReport: Codable, Sendable, Hashable {
    /// A row that resembles an earlier one.
    public struct Pair: Codable, Sendable, Hashable {
        /// The later row.
        public var row: String
        /// The earlier one.
        public var earlier: String
        /// Share of the 3-grams of both that are common, 0 to 1.
        public var similarity: Double
    }

    /// Share of rows at 0.8 or more. MinHash misses about 8 % of the pairs at exactly 0.8, and fewer above.
    public var at80: Double
    /// Share of rows at 0.5 or more. MinHash misses about 16 % of the pairs at exactly 0.5, and fewer above.
    public var at50: Double
    /// The most similar pairs.
    public var pairs: [Pair]

    init(_ table: ShingleTable, names: [String]) {
        let matches = NearDuplicates(table).matches(atLeast: 0.5)
        let rows = Double(max(1, table.count))
        at80 = Double(matches.count { $0.similarity >= 0.8 }) / rows
        at50 = Double(matches.count) / rows
        pairs = matches.sorted { ($1.similarity, $0.row) < ($0.similarity, $1.row) }.prefix(10).map {
            Pair(row: names[$0.row], earlier: names[$0.earlier], similarity: $0.similarity)
        }
    }
}
