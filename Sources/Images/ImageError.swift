import Archive
import SystemPackage

/// A failure with an image, its archive or the store.
public struct ImageError: Error, Sendable, CustomStringConvertible {
    /// A stable identifier of what failed; tests assert on it. Of the store: `resolve`, `reference`, `in-use`, `store`, `verify`. Of an import: `changed`,
    /// `content`, `digest`, and the stages of ``Archive/ArchiveError``.
    public var stage: String
    /// The image, archive entry or path concerned.
    public var subject: String
    /// What went wrong.
    public var cause: String
    /// What the user can do.
    public var mend: String
    /// Whether this host failed and not the image, so that a retry can succeed.
    public var isInfrastructure: Bool

    /// An error with every part given.
    public init(stage: String, subject: String, cause: String = "", mend: String = "", isInfrastructure: Bool = false) {
        self.stage = stage
        self.subject = subject
        self.cause = cause
        self.mend = mend
        self.isInfrastructure = isInfrastructure
    }

    /// A failure while `archive` was read or unpacked.
    init(_ error: ArchiveError, archive: FilePath) {
        let place = error.entry.isEmpty || error.entry == archive.string ? archive.string : "\(archive.string): \(error.entry)"
        self.init(stage: error.stage, subject: place, cause: error.cause, mend: error.mend, isInfrastructure: error.isHostFailure)
    }

    /// A system call on a path of the store failed.
    init(store path: FilePath, _ failure: Errno) {
        let mend =
            switch failure {
            case .noSpace, .diskQuotaExceeded: "make room, for example by 'witnessbox image prune', and try again"
            default: "set XDG_DATA_HOME to a directory you can write to"
            }
        self.init(stage: "store", subject: path.string, cause: failure.description, mend: mend, isInfrastructure: true)
    }

    /// One line: stage, subject, cause, mend.
    public var description: String {
        var line = "image: \(stage) '\(subject)'"
        if !cause.isEmpty { line += ": \(cause)" }
        if !mend.isEmpty { line += " (\(mend))" }
        return line
    }
}
