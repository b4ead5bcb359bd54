import SystemPackage

/// A failure with a dataset's files or evidence.
public struct DatasetError: Error, Sendable, CustomStringConvertible {
    /// A stable identifier of what failed, for example `read`, `write`, `disk-full`, `row` or `pack`; tests assert on it.
    public var stage: String
    /// The file (with its line where there is one), pack or example concerned.
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

    /// Whether this host failed (no space, a sandbox that did not start) and not what was given: the same command may be run again.
    public var isInfrastructure: Bool { stage == "disk-full" || stage == "sandbox" }

    /// One line: stage, subject, cause, mend.
    public var description: String {
        var line = "dataset: \(stage) '\(subject)'"
        if !cause.isEmpty { line += ": \(cause)" }
        if !mend.isEmpty { line += " (\(mend))" }
        return line
    }
}

extension DatasetError {
    /// Runs `body` and turns a failed system call into an error of this stage that names the path.
    static func attempt<Result>(_ stage: String, _ path: FilePath, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let errno as Errno {
            throw DatasetError(stage: stage, path: path, errno: errno)
        }
    }

    /// A failed system call on a path, with the mend that its cause suggests.
    init(stage: String, path: FilePath, errno: Errno) {
        let isFull = errno == .noSpace || errno == .diskQuotaExceeded
        let mend =
            switch errno {
            case _ where isFull: "free some space and run the command again; nothing half-written was left"
            case .permissionDenied, .notPermitted, .readOnlyFileSystem: "choose a directory that you may write to"
            case .noSuchFileOrDirectory: "check the path"
            default: ""
            }
        self.init(stage: isFull ? "disk-full" : stage, subject: path.string, cause: errno.description, mend: mend)
    }
}
