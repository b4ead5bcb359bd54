/// A failure with an image, its archive or the store.
public struct ImageError: Error, Sendable, CustomStringConvertible {
    /// A stable identifier of what failed, for example `resolve`, `unpack` or `hostile-entry`; tests assert on it.
    public var stage: String
    /// The image, archive entry or path concerned.
    public var subject: String
    /// What went wrong.
    public var cause: String
    /// What the user can do.
    public var mend: String

    /// An error with every part given.
    public init(stage: String, subject: String, cause: String = "", mend: String = "") {
        self.stage = stage
        self.subject = subject
        self.cause = cause
        self.mend = mend
    }

    /// One line: stage, subject, cause, mend.
    public var description: String {
        var line = "image: \(stage) '\(subject)'"
        if !cause.isEmpty { line += ": \(cause)" }
        if !mend.isEmpty { line += " (\(mend))" }
        return line
    }
}
