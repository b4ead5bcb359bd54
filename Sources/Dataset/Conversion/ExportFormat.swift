/// A form in which trainers take rows.
public enum ExportFormat: String, CaseIterable, Sendable {
    /// `{"messages": [{"role", "content"}]}`, a row a conversation: what chat trainers have in common.
    case chat
    /// The same for hosted fine-tuning services.
    case openai
    /// The same for TRL, whose `assistant_only_loss` learns from every answer of a conversation.
    case trl
    /// The same for mlx-lm, which learns from the last message only and batches neighbouring rows: a row for each answer, neighbours of like length.
    case mlx
    /// `{"prompt", "completion"}`: all that was said before an answer, and the answer.
    case completions
    /// `{"text"}`: the whole conversation as plain text.
    case text
    /// `{"prompt", "chosen", "rejected"}`: beside the verified answer one whose policy the run saw refused.
    case preference
    /// Parquet with the columns of the dataset's own rows, written by pyarrow.
    case parquet

    /// Name of a split's file.
    func fileName(of split: Split) -> String { self == .parquet ? "\(split.rawValue).parquet" : split.fileName }
}
