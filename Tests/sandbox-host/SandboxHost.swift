import Glibc
import Sandbox
import SystemPackage

/// An orchestrator for the tests to kill: it runs a command on its own streams, then one more, and says how each ended. At `--stop` it
/// stops until continued, and after `--brief` commands have six seconds. With `--crowd N` it lets N sandboxes live at once instead and
/// says what each answered.
@main
struct SandboxHost {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let backend = SandboxBackend(rawValue: arguments[1]) ?? .automatic
        let root = FilePath(arguments[2])
        if arguments[3] == "--crowd" { return try await keepCrowd(of: Int(arguments[4]) ?? 0, root: root, by: backend) }
        let slot = try await SandboxSlot(rootFileSystem: root, backend: backend) { say("replaced \($0.stage)") }
        var limits = Limits(wallMilliseconds: 3_600_000)
        for script in arguments.dropFirst(3) {
            if script == "--brief" {
                limits.wallMilliseconds = 6000
                continue
            }
            if script == "--stop" {
                say("stopping")
                raise(SIGSTOP)
                continue
            }
            do {
                let ending = try await slot.withSandbox(limits: limits) { sandbox in
                    try await sandbox.runInteractively(Command(arguments: ["/bin/sh", "-c", script], environment: ["PATH": "/bin"]))
                }
                say("ended \(ending)")
            } catch let error as SandboxError {
                say("lost \(error.stage)")
            }
        }
        await slot.close()
    }

    /// Each does work of its own, all at once, and says so; then all sleep.
    private static func keepCrowd(of count: Int, root: FilePath, by backend: SandboxBackend) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                group.addTask {
                    let slot = try await SandboxSlot(rootFileSystem: root, backend: backend)
                    try await slot.withSandbox(limits: Limits(wallMilliseconds: 3_600_000)) { sandbox in
                        try await sandbox.write(Array("\(number)".utf8), to: "/tmp/number")
                        let script = "echo $(($(cat /tmp/number) * 2)) $(hostname) $(ls /tmp)"
                        let answer = try await sandbox.run(Command(arguments: ["/bin/sh", "-c", script], environment: ["PATH": "/bin"]))
                        say("\(number) answered \(answer.standardOutput.text.dropLast())")
                        _ = try await sandbox.run(Command(arguments: ["/bin/sleep", "3600"]))
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Past `print`'s buffer, which would reorder the lines of host and guest.
    private static func say(_ line: String) {
        _ = try? FileDescriptor.standardOutput.writeAll(Array("\(line)\n".utf8))
    }
}
