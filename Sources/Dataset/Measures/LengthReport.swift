/// Lengths of the rows.
public struct LengthReport: Codable, Sendable, Hashable {
    /// Order statistics of one length.
    public struct Spread: Codable, Sendable, Hashable {
        /// The least.
        public var least: Int
        /// Half of the rows have no more.
        public var median: Int
        /// 95 % of the rows have no more.
        public var p95: Int
        /// 99 % of the rows have no more.
        public var p99: Int
        /// The greatest.
        public var greatest: Int

        init(_ values: [Int32]) {
            let sorted = values.sorted()
            func quantile(_ share: Double) -> Int {
                sorted.isEmpty ? 0 : Int(sorted[min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.up)) - 1)])
            }
            least = Int(sorted.first ?? 0)
            median = quantile(0.5)
            p95 = quantile(0.95)
            p99 = quantile(0.99)
            greatest = Int(sorted.last ?? 0)
        }
    }

    /// Words of the question.
    public var questionWords: Spread
    /// Words of the answer.
    public var answerWords: Spread
    /// Tokens of the whole row, estimated for the Llama 3 tokenizer: 2.7 characters a token in JSON, 3.9 elsewhere.
    public var estimatedTokens: Spread
    /// Tokens of the whole row by the Llama 3 tokenizer itself, those of its chat template included; `nil` where they were not counted.
    public var tokens: Spread?
}
