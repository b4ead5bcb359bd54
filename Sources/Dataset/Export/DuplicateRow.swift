import Catalog

/// A row that was kept out of the splits, with the reason; one line of `duplicates.jsonl`.
public struct DuplicateRow: Codable, Sendable, Hashable {
    /// Why a row is in no split.
    public enum Reason: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable, Hashable {
        /// Question and answer of an earlier row, once case, white space and Unicode compatibility forms are ignored.
        case sameRow = "same-row"
        /// The question of an earlier row, with another answer.
        case sameQuestion = "same-question"
        /// A question at Jaccard similarity 0.8 or more to an earlier one, over word 3-grams.
        case similarQuestion = "similar-question"
        /// An answer at 0.8 or more to an earlier one, over the word 3-grams that few answers have, where question and answer together are at 0.5 or more.
        case similarAnswer = "similar-answer"
        /// A question at 0.5 or more, or an answer at 0.8 or more, to an earlier one that lies on the other side of a split.
        case acrossSplits = "across-splits"
    }

    /// The earlier row.
    public var duplicateOf: String
    /// What the two have in common.
    public var reason: Reason
    /// How similar they are in this, up to 1.
    public var similarity: Double
    /// The row itself, so that nothing is lost.
    public var row: TrainingRow
}
