import SystemPackage

/// A failure with an archive: damaged, hostile, too large, or a host that could not take its content.
public struct ArchiveError: Error, Sendable, CustomStringConvertible {
    /// A stable identifier; tests assert on it. One of `open`, `read`, `hostile-name`, `hostile-link`, `hostile-device`, `hostile-whiteout`,
    /// `limit` and `write`.
    public var stage: String
    /// The entry or file concerned, made printable; empty when it is the archive as a whole.
    public var entry: String
    /// What went wrong.
    public var cause: String
    /// What the user can do.
    public var mend: String
    /// `errno` of the system call that failed, or 0.
    public var errorNumber: Int32

    /// An error with every part given.
    public init(stage: String, entry: String = "", cause: String, mend: String = "", errorNumber: Int32 = 0) {
        self.stage = stage
        self.entry = entry
        self.cause = cause
        self.mend = mend
        self.errorNumber = errorNumber
    }

    /// A system call on `entry` failed.
    public init(stage: String, entry: String, failure: Errno) {
        let full = failure == .noSpace || failure == .diskQuotaExceeded
        self.init(stage: stage, entry: entry, cause: failure.description, mend: full ? "make room and try again" : "", errorNumber: failure.rawValue)
    }

    /// Whether this host failed (no space, no permission, no descriptors) and not the archive.
    public var isHostFailure: Bool {
        let failures: [Errno] = [
            .noSpace, .diskQuotaExceeded, .ioError, .readOnlyFileSystem, .permissionDenied, .notPermitted, .tooManyOpenFiles,
            .tooManyOpenFilesInSystem,
            .noMemory,
        ]
        return failures.contains(Errno(rawValue: errorNumber))
    }

    /// One line: stage, entry, cause, mend.
    public var description: String {
        var line = "archive: \(stage)"
        if !entry.isEmpty { line += " '\(entry)'" }
        line += ": \(cause)"
        if !mend.isEmpty { line += " (\(mend))" }
        return line
    }
}
