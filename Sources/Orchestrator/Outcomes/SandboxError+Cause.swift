import Sandbox

extension SandboxError {
    private static let stagesOfJobs: Set = [
        "command", "path", "working-directory",
        "make-parents", "create-file", "write-file",
        "open-file", "open-directory", "read-file", "list",
    ]

    /// Whether the job or its guest brought the error about, by a path, a command or what lies at a path; the same job would fail so again.
    var isOfJob: Bool { Self.stagesOfJobs.contains(stage) }
}
