/// What an export wrote.
public struct ExportSummary: Sendable, Hashable {
    /// Rows in each split's file.
    public var rows: [Split: Int] = [:]
    /// Estimated tokens of the longest row.
    public var mostTokens = 0
    /// Rows longer than mlx-lm's default of 2,048 tokens, by the estimate: it would cut their ends off.
    public var longRows = 0

    static let customaryTokens = 2048

    mutating func count(_ tokens: Int, in split: Split) {
        rows[split, default: 0] += 1
        mostTokens = max(mostTokens, tokens)
        if tokens > Self.customaryTokens { longRows += 1 }
    }
}
