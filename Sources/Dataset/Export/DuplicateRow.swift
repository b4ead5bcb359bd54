import Catalog

/// A row that was kept out of the splits, with the reason; one line of `duplicates.jsonl`.
public struct DuplicateRow: Codable, Sendable, Hashable {
    /// The earlier row with the same question and answer once case, white space and Unicode compatibility forms are ignored.
    public var duplicateOf: String
    /// The row itself, so that nothing is lost.
    public var row: TrainingRow
}
