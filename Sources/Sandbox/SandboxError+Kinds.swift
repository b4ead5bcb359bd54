import Glibc

extension SandboxError {
    /// Whether the process that should have answered is gone or stuck.
    var isLoss: Bool { ["lost", "no-answer", "send", "protocol", "poll"].contains(stage) }

    /// Whether a path names nothing.
    var isAbsence: Bool { stage.hasPrefix("open-") && (errorNumber == ENOENT || errorNumber == ENOTDIR) }
}
