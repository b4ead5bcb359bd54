/// A part of the dataset; the raw value names its file.
public enum Split: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable, Hashable {
    /// Rows to learn from.
    case train
    /// Rows watched during training.
    case valid
    /// Rows that measure the outcome.
    case test

    /// Name of the split's file inside a dataset directory.
    public var fileName: String { "\(rawValue).jsonl" }
}
