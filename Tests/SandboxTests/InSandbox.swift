import Sandbox
import Testing

/// Runs `body` in a sandbox of a slot of its own.
func inSandbox<Result: Sendable>(
    limits: Limits = Limits(),
    by cgroups: LimitEnforcement.Cgroups = .automatic,
    _ body: @Sendable (Sandbox) async throws -> Result
) async throws -> Result {
    let slot = try await SandboxSlot(rootFileSystem: TestRoot.path, backend: .tested, enforcement: LimitEnforcement(cgroups: cgroups))
    return try await slot.closeAfter { try await $0.withSandbox(limits: limits, body) }
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
    /// Skips, and says so, where no cgroup can be had.
    static var needsCgroups: Self {
        .enabled("this process may use no cgroups; witnessbox doctor says why") {
            await HostSupport.probe().contains { $0.name == "limits" && $0.detail.hasPrefix("cgroup") }
        }
    }

    /// Skips, and says so, where the host does not give what the tested backend rests on; any other failure is the test's.
    static var needsBackend: Self {
        .enabled("this host does not give what the tested backend needs; witnessbox doctor says why") {
            await HostSupport.probe(backend: .tested).allSatisfy { !["user-namespaces", "chroot-backend"].contains($0.name) || $0.state != .missing }
        }
    }
}
