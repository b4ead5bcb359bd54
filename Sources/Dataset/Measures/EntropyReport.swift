/// Entropy of strings in the answers that no reader of the question could know: digests, keys and signatures that it does not give.
public struct EntropyReport: Codable, Sendable, Hashable {
    /// A row and the entropy of such strings in its answer.
    public struct Row: Codable, Sendable, Hashable {
        /// The row.
        public var row: String
        /// Their entropy, in nats.
        public var nats: Double
    }

    /// Nats a token of the answers (tokens estimated): no model's loss can go below it.
    public var natsPerToken: Double
    /// Rows that have any.
    public var rows: Int
    /// The rows that have most, up to ten.
    public var greatest: [Row]

    /// - Parameters:
    ///   - nats: the rows that have any, in order.
    ///   - tokens: tokens of all answers.
    init(_ nats: [Row], tokens: Double) {
        natsPerToken = tokens == 0 ? 0 : nats.map(\.nats).reduce(0, +) / tokens
        rows = nats.count
        greatest = Array(nats.sorted { ($1.nats, $0.row) < ($0.nats, $1.row) }.prefix(10))
    }
}
