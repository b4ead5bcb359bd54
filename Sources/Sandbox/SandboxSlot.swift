import SystemPackage

/// One worker's place for sandboxes: a zygote process that owns the slot's namespaces and starts sandboxes one after another.
///
/// Sandboxes of one slot never run at the same time. All calls may be made from any task; they are served in order on a thread of the slot's own.
public final class SandboxSlot: Sendable {
    /// How the slot's sandboxes are kept from the host; never ``SandboxBackend/automatic``.
    public let backend: SandboxBackend
    private let driver: SlotDriver
    private let enforcement: LimitEnforcement
    private let turnstile = Turnstile()

    /// Starts the zygote.
    /// - Parameters:
    ///   - rootFileSystem: an unpacked image; it is never written to. It should belong to ``SandboxIdentity/user``.
    ///   - backend: how its sandboxes are to be kept from the host.
    ///   - helper: the `sandbox-init` executable; by default the one beside this executable.
    ///   - enforcement: by which means limits are held.
    ///   - onReplacement: told, on the slot's thread, why the slot gave its zygote up between two sandboxes for another; nothing else tells of it.
    ///     A zygote that is lost while a sandbox lives makes that sandbox's calls throw.
    /// - Throws: ``SandboxError`` with the failing stage when the host cannot give what a sandbox promises.
    public init(
        rootFileSystem: FilePath,
        backend: SandboxBackend = .automatic,
        helper: FilePath? = nil,
        enforcement: LimitEnforcement = LimitEnforcement(),
        onReplacement: @escaping @Sendable (SandboxError) -> Void = { _ in }
    ) async throws {
        self.enforcement = enforcement
        self.backend = await backend.resolved(helper: helper)
        driver = try SlotDriver(
            rootFileSystem: rootFileSystem,
            backend: self.backend,
            helper: helper ?? HelperLocation.find(),
            enforcement: enforcement,
            onReplacement: onReplacement
        )
        try await driver.start()
    }

    /// Runs `body` with a fresh sandbox and ends the sandbox, whole tree, before returning.
    /// - Throws: ``SandboxError`` when a limit cannot be held as asked, else what `body` throws.
    public func withSandbox<Result: Sendable>(
        limits: Limits,
        _ body: @Sendable (Sandbox) async throws -> Result
    ) async throws -> Result {
        try limits.check()
        let lease = try Lease(limits: enforcement.attainable(limits))
        await turnstile.enter()
        defer { turnstile.leave() }
        if limits.memoryBytes != nil { await driver.awaitBurials() }
        do {
            let result = try await body(Sandbox(driver: driver, lease: lease))
            await end(lease)
            return result
        } catch {
            await end(lease)
            throw error
        }
    }

    private func end(_ lease: Lease) async {
        lease.end()
        await driver.end()
    }

    /// Runs `body` with this slot and closes it, however `body` ends.
    public func closeAfter<Result>(_ body: (SandboxSlot) async throws -> Result) async throws -> Result {
        do {
            let result = try await body(self)
            await close()
            return result
        } catch {
            await close()
            throw error
        }
    }

    /// Ends the zygote and everything it started; later calls throw.
    public func close() async {
        await driver.close()
    }
}
