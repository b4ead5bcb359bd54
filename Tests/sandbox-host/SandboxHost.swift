import Sandbox
import SystemPackage

/// An orchestrator for the tests to kill: it runs a command on its own streams, then one more, and says how each ended.
@main
struct SandboxHost {
    static func main() async throws {
        let slot = try await SandboxSlot(rootFileSystem: FilePath(CommandLine.arguments[1]))
        for script in CommandLine.arguments.dropFirst(2) {
            do {
                let ending = try await slot.withSandbox(limits: Limits()) { sandbox in
                    try await sandbox.runInteractively(Command(arguments: ["/bin/sh", "-c", script], environment: ["PATH": "/bin"]))
                }
                say("ended \(ending)")
            } catch let error as SandboxError {
                say("lost \(error.stage)")
            }
        }
        await slot.close()
    }

    /// Past `print`'s buffer, which would reorder the lines of host and guest.
    private static func say(_ line: String) {
        _ = try? FileDescriptor.standardOutput.writeAll(Array("\(line)\n".utf8))
    }
}
