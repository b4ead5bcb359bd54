/// A run that cannot start or go on; never the failure of an example.
public struct OrchestratorError: Error, Sendable, CustomStringConvertible {
    /// Whom the error asks to act.
    public enum Kind: Sendable, Hashable {
        /// What was asked cannot be done as asked; trying again does not help.
        case usage
        /// The machinery failed; the same call may be made again.
        case infrastructure
    }

    /// Whether trying again helps.
    public var kind: Kind
    /// A stable identifier of what failed, for example `other-plan`, `locked` or `store-write`; tests assert on it.
    public var stage: String
    /// The path, id or value concerned.
    public var subject: String
    /// What went wrong.
    public var cause: String
    /// What the user can do.
    public var mend: String

    /// An error with every part given.
    public init(kind: Kind, stage: String, subject: String, cause: String = "", mend: String = "") {
        self.kind = kind
        self.stage = stage
        self.subject = subject
        self.cause = cause
        self.mend = mend
    }

    /// One line: stage, subject, cause, mend.
    public var description: String {
        var line = "run: \(stage) '\(subject)'"
        if !cause.isEmpty { line += ": \(cause)" }
        if !mend.isEmpty { line += " (\(mend))" }
        return line
    }
}
