import Sandbox
import Testing

/// Runs `body` in a sandbox of a slot of its own.
func inSandbox<Result: Sendable>(limits: Limits = Limits(), _ body: @Sendable (Sandbox) async throws -> Result) async throws -> Result {
    let slot = try await SandboxSlot(rootFileSystem: TestRoot.path)
    do {
        let result = try await slot.withSandbox(limits: limits, body)
        await slot.close()
        return result
    } catch {
        await slot.close()
        throw error
    }
}

extension Sandbox {
    /// Runs a line of shell.
    func sh(_ script: String, input: [UInt8] = []) async throws -> ProcessResult {
        try await run(Command(arguments: ["/bin/sh", "-c", script], environment: ["PATH": "/bin"], standardInput: input))
    }

    /// Runs the tests' own guest program.
    func guest(_ arguments: String...) async throws -> ProcessResult {
        try await run(Command(arguments: ["/bin/guest"] + arguments))
    }
}

extension ProcessResult {
    /// The lines of standard output.
    var lines: [String] { standardOutput.text.split(separator: "\n").map(String.init) }
}

extension Trait where Self == ConditionTrait {
    /// Skips, and says so, where the host lets nobody make a user namespace; any other failure is the test's.
    static var needsNamespaces: Self {
        .enabled("this host does not allow user namespaces; witnessbox doctor says why") {
            await HostSupport.probe().allSatisfy { $0.name != "user-namespaces" || $0.state != .missing }
        }
    }
}
