/// What an export wrote.
public struct DatasetSummary: Codable, Sendable, Hashable {
    /// Rows in each split that has a file.
    public var rows: [Split: Int]
    /// Rows kept out of the splits, by reason.
    public var leftOut: [DuplicateRow.Reason: Int]
    /// How far apart the splits are.
    public var proof: SplitProof
    /// What the card says about the rows.
    public var report: DatasetReport

    /// Rows kept out of the splits.
    public var duplicates: Int { leftOut.values.reduce(0, +) }
}
