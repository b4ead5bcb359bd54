/// An example that no conversation can be made of.
public struct ConversationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A stable identifier of what failed, for example `missing-slot` or `unknown-task`; tests assert on it.
    public var code: String
    /// The task, slot, flag or attestor concerned.
    public var subject: String
    /// What is wrong.
    public var cause: String
    /// What to do.
    public var mend: String

    /// An error with every part given.
    public init(code: String, subject: String, cause: String, mend: String) {
        self.code = code
        self.subject = subject
        self.cause = cause
        self.mend = mend
    }

    /// One line: what failed, subject, cause, mend.
    public var description: String {
        "conversation: \(code) '\(subject)': \(cause) (\(mend))"
    }
}
