/// What an export wrote.
public struct DatasetSummary: Codable, Sendable, Hashable {
    /// Rows in each split.
    public var rows: [Split: Int]
    /// Rows kept out of the splits because an earlier one has the same question and answer.
    public var duplicates: Int
    /// What the card says about the rows.
    public var report: DatasetReport
}
