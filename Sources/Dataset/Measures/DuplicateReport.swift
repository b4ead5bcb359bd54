/// Rows that say exactly what an earlier row says, once case, white space and Unicode compatibility forms are ignored.
public struct DuplicateReport: Codable, Sendable, Hashable {
    /// A row and the earlier one that it repeats.
    public struct Pair: Codable, Sendable, Hashable {
        /// The later row.
        public var row: String
        /// The earlier one.
        public var earlier: String
    }

    /// Rows whose question occurred before.
    public var questions: Int
    /// Rows whose answer occurred before.
    public var answers: Int
    /// Rows whose question and answer occurred before together.
    public var rows: Int
    /// The first of ``rows``, by name.
    public var pairs: [Pair]
}
