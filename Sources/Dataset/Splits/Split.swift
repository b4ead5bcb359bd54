/// A part of the dataset; the raw value names its file.
public enum Split: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable, Hashable {
    /// Rows to learn from.
    case train
    /// Rows watched during training: two attestors together that training never shows together.
    case valid
    /// Rows like those of training, of groups that training does not have.
    case test
    /// Two attestors together that training shows only apart.
    case testCombo = "test-combo"
    /// Commands that training never shows.
    case testCommand = "test-command"
    /// A Rego kind in a language that training shows with other kinds and in other languages only.
    case testLanguage = "test-language"
    /// A Rego kind in a task that training shows with other kinds and in other tasks only.
    case testPolicy = "test-policy"
    /// Ways of asking that training never uses.
    case testPhrasing = "test-phrasing"
    /// Faults and other variants of a task that training never shows.
    case testDebug = "test-debug"

    /// Name of the split's file inside a dataset directory.
    public var fileName: String { "\(rawValue).jsonl" }

    /// The name under which dataset hubs know the split; they take no hyphens.
    public var hubName: String { self == .valid ? "validation" : rawValue.replacing("-", with: "_") }

    /// Whether trainers expect the split's file, so that it is written even without rows.
    var isCustomary: Bool { [.train, .valid, .test].contains(self) }
}
