import SystemPackage

/// One worker's place for sandboxes: a zygote process that owns the slot's namespaces and starts sandboxes one after another.
///
/// Sandboxes of one slot never run at the same time. All calls may be made from any task; they are served in order on a thread of the slot's own.
public final class SandboxSlot: Sendable {
    /// Starts the zygote.
    /// - Parameters:
    ///   - rootFileSystem: an unpacked image; it is never written to.
    ///   - helper: the `sandbox-init` executable; by default the one beside this executable.
    /// - Throws: ``SandboxError`` with the failing stage when the host cannot give what a sandbox promises.
    public init(rootFileSystem: FilePath, helper: FilePath? = nil) async throws {
        throw SandboxError(stage: "zygote-start")
    }

    /// Runs `body` with a fresh sandbox and ends the sandbox, whole tree, before returning.
    public func withSandbox<Result: Sendable>(
        limits: Limits,
        _ body: @Sendable (Sandbox) async throws -> Result
    ) async throws -> Result {
        throw SandboxError(stage: "launch")
    }

    /// Ends the zygote and everything it started; later calls throw.
    public func close() async {}
}
