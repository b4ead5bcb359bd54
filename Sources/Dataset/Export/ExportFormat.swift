/// A form in which trainers take rows.
public enum ExportFormat: String, CaseIterable, Sendable {
    /// `{"messages": [{"role", "content"}]}`: mlx-lm, TRL and hosted fine-tuning services.
    case chat
    /// `{"prompt", "completion"}`: the question with the standing instruction before it, and the answer.
    case completions
    /// `{"text"}`: the whole conversation as plain text.
    case text
}
