import Sandbox

extension SandboxError {
    /// Whether the job or its guest brought the error about, by a path, a command or what lies at a path; the same job would fail so again.
    var isOfJob: Bool {
        stage.hasPrefix("open-") || ["command", "path", "read-file", "write-file", "list", "working-directory"].contains(stage)
    }
}
