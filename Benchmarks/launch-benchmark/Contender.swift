import Sandbox
import Subprocess
import SystemPackage

/// One way to launch a command.
struct Contender {
    let name: String
    let measure: @Sendable (_ workers: Int, _ launches: Int) async throws -> Measurement.Round

    func measure(workers: Int, launches: Int) async throws -> Measurement.Round {
        try await measure(workers, launches)
    }

    /// Every contender that this machine has.
    static func all(root: FilePath, command: String) async throws -> [Contender] {
        var contenders = [
            Contender(name: "witnessbox") { workers, launches in
                try await SlotContender(root: root, command: command).measure(workers: workers, launches: launches)
            },
            Contender(name: "probe, best") { workers, launches in
                try await ProbeContender(mode: "best", root: root, command: [command]).measure(workers: workers, launches: launches)
            },
            Contender(name: "probe, naive") { workers, launches in
                try await ProbeContender(mode: "naive", root: root, command: [command]).measure(workers: workers, launches: launches)
            },
            Contender(name: "plain process") { workers, launches in
                try await ProbeContender(mode: "spawn", root: root, command: [root.pushing(FilePath(command).removingRoot()).string])
                    .measure(workers: workers, launches: launches)
            },
        ]
        if let bubblewrap = try await bubblewrapCommand(root: root, command: command) {
            contenders.append(
                Contender(name: "bubblewrap") { workers, launches in
                    try await ProbeContender(mode: "spawn", root: root, command: bubblewrap).measure(workers: workers, launches: launches)
                }
            )
        }
        return contenders
    }

    /// bubblewrap as it comes nearest to a fresh writable root: an overlay since 0.11, before that a read-only root with a private /tmp.
    private static func bubblewrapCommand(root: FilePath, command: String) async throws -> [String]? {
        guard let program = try? await Executable.name("bwrap").resolveExecutablePath(in: .inherit) else { return nil }
        let help = try await Subprocess.run(.path(program), arguments: ["--help"], output: .string(limit: 1 << 16), error: .discarded)
        let hasOverlay = help.standardOutput.contains("--tmp-overlay")
        let files = hasOverlay ? ["--overlay-src", root.string, "--tmp-overlay", "/"] : ["--ro-bind", root.string, "/", "--tmpfs", "/tmp"]
        return [program.string, "--unshare-all", "--die-with-parent", "--hostname", "bench"] + files + ["--proc", "/proc", "--dev", "/dev", command]
    }
}
