import SystemPackage

/// A live sandbox: a private root file system in which many commands run one after another.
///
/// Given by ``SandboxSlot/withSandbox(limits:_:)`` and valid only inside its closure. It starts with the first call, which throws the failing
/// stage when this host cannot give what the sandbox promises. Calls may be made from any task; they are served in
/// order. Cancelling the task that runs a command ends the command and the sandbox with `CancellationError`.
public final class Sandbox: Sendable {
    private let driver: SlotDriver
    private let lease: Lease

    init(driver: SlotDriver, lease: Lease) {
        self.driver = driver
        self.lease = lease
    }

    /// Runs a command to its end, and with it every process it left behind.
    /// - Throws: ``SandboxError`` only when the machinery fails or the command cannot be sent as given; how the command ended is in the result.
    public func run(_ command: Command) async throws -> ProcessResult {
        try await cancellable { try await driver.run(command, in: lease) }
    }

    /// Runs a command on the caller's own standard streams and waits for its end; what it shows is not counted or kept.
    ///
    /// When standard input is a terminal the command gets a terminal of its own, joined to it, so that it can neither read nor type into
    /// the caller's; else it gets pipes. It never holds a descriptor of the caller's.
    public func runInteractively(_ command: Command) async throws -> Termination {
        try await cancellable { try await driver.runInteractively(command, in: lease) }
    }

    /// Writes a file through a descriptor opened inside the sandbox; missing parents are made with mode 0755.
    public func write(_ content: [UInt8], to path: String, mode: UInt16 = 0o644) async throws {
        try await cancellable { try await driver.write(content, to: path, mode: mode, in: lease) }
    }

    /// Reads a regular file through a descriptor opened inside the sandbox; a symbolic link resolves in the sandbox's own root.
    /// - Returns: the content, or `nil` when there is no such file.
    /// - Throws: ``SandboxError`` when it is not a regular file or larger than `maximumBytes`.
    public func read(_ path: String, maximumBytes: Int = 64 << 20) async throws -> [UInt8]? {
        try await cancellable { try await driver.read(path, maximumBytes: maximumBytes, in: lease) }
    }

    /// Absolute paths of the regular files under a directory, sorted by bytes; empty when there is no such directory.
    /// - Throws: ``SandboxError`` when there are more than `maximumCount` entries or one has a name that is not UTF-8.
    public func files(under directory: String, maximumCount: Int = 10_000) async throws -> [String] {
        try await cancellable { try await driver.files(under: directory, maximumCount: maximumCount, in: lease) }
    }

    /// Opens a TCP socket that listens inside the sandbox's own network namespace, for this process to accept from: so guests reach a service
    /// whose memory and files they cannot. The socket is close-on-exec and non-blocking.
    ///
    /// No other sandbox has this network, however equal its endpoints are, not even the next one of the slot while this process still holds
    /// the socket. What is accepted from it is of one guest, who is hostile.
    /// - Returns: a descriptor that the caller closes, at the latest when the sandbox ends.
    /// - Throws: ``SandboxError`` with stage `listen`: `EADDRINUSE` when the endpoint is taken, `EADDRNOTAVAIL` when it is not of loopback or
    ///   link-local, `EMFILE` after 16 sockets.
    public func listen(on endpoint: NetworkEndpoint) async throws -> FileDescriptor {
        try await cancellable { try await driver.listen(on: endpoint, in: lease) }
    }

    private func cancellable<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        try Task.checkCancellation()
        return try await withTaskCancellationHandler {
            try await body()
        } onCancel: {
            lease.cancel()
        }
    }
}
