/// A stretch of expanded text.
enum GrammarRun: Sendable, Hashable {
    /// Literal English of the grammar.
    case prose(String)
    /// A fact in words.
    case words(String)
    /// A command, path or identifier.
    case code(String)
    /// The next letter is raised, if it belongs to English.
    case capital

    /// Whether the run shows a letter or digit.
    var saysSomething: Bool {
        switch self {
        case .prose(let text), .words(let text), .code(let text): text.contains { $0.isLetter || $0.isNumber }
        case .capital: false
        }
    }
}
