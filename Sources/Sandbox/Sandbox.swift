/// A live sandbox: a private root file system in which many commands run one after another.
///
/// Given by ``SandboxSlot/withSandbox(limits:_:)`` and valid only inside its closure.
public final class Sandbox: Sendable {
    init() {}

    /// Runs a command to its end.
    /// - Throws: ``SandboxError`` only when the machinery fails; how the command ended is in the result.
    public func run(_ command: Command) async throws -> ProcessResult {
        throw SandboxError(stage: "run")
    }

    /// Runs a command on the caller's own standard streams (a terminal when they are one) and waits for its end.
    public func runInteractively(_ command: Command) async throws -> Termination {
        throw SandboxError(stage: "run-interactively")
    }

    /// Writes a file through a descriptor opened inside the sandbox; missing parents are made with mode 0755.
    public func write(_ content: [UInt8], to path: String, mode: UInt16 = 0o644) async throws {
        throw SandboxError(stage: "write", subject: path)
    }

    /// Reads a regular file through a descriptor opened inside the sandbox; a symbolic link resolves in the sandbox's own root.
    /// - Returns: the content, or `nil` when there is no such file.
    /// - Throws: ``SandboxError`` when it is not a regular file or larger than `maximumBytes`.
    public func read(_ path: String, maximumBytes: Int = 64 << 20) async throws -> [UInt8]? {
        throw SandboxError(stage: "read", subject: path)
    }

    /// Absolute paths of the regular files under a directory, sorted by bytes; empty when there is no such directory.
    public func files(under directory: String, maximumCount: Int = 10_000) async throws -> [String] {
        throw SandboxError(stage: "list", subject: directory)
    }
}
