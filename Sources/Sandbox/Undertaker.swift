/// Releases, on a thread of its own, the mount namespaces of sandboxes that are gone.
///
/// The kernel makes the last holder of a mount namespace wait for a grace period, some milliseconds on a busy machine. A slot holds each
/// namespace past its sandbox's end and gives it up here, so that no launch waits for the end of the one before.
actor Undertaker {
    private let thread: SlotThread

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init() throws(SandboxError) {
        thread = try SlotThread()
    }

    /// Gives up a sandbox's mounts.
    func release(_ mounts: OwnedDescriptor) {
        mounts.close()
    }
}
