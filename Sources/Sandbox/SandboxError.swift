/// A failure of the sandbox machinery, never of the guest's command.
public struct SandboxError: Error, Sendable, CustomStringConvertible {
    /// A stable identifier of the operation that failed, for example `clone`, `mount-overlay` or `zygote-start`; tests assert on it.
    public var stage: String
    /// The path, id or value concerned.
    public var subject: String
    /// `errno` of the failing system call, or 0.
    public var errorNumber: Int32
    /// What the user can do about it.
    public var mend: String

    /// An error with every part given.
    public init(stage: String, subject: String = "", errorNumber: Int32 = 0, mend: String = "") {
        self.stage = stage
        self.subject = subject
        self.errorNumber = errorNumber
        self.mend = mend
    }

    /// One line: stage, subject, cause, mend.
    public var description: String {
        var line = "sandbox: \(stage)"
        if !subject.isEmpty { line += " '\(subject)'" }
        if errorNumber != 0 { line += ": \(errorText(errorNumber))" }
        if !mend.isEmpty { line += " (\(mend))" }
        return line
    }
}
