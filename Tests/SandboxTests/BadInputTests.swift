import Glibc
import Sandbox
import SystemPackage
import Testing

@Suite("Bad input gets one clear error", .needsBackend) struct BadInputTests {
    @Test func aRootFileSystemThatIsNotThere() async throws {
        let error = await #expect(throws: SandboxError.self) { try await SandboxSlot(rootFileSystem: "/absent/tree", backend: .tested) }
        #expect(error?.stage == "open-root-file-system" && error?.subject == "/absent/tree" && error?.errorNumber == ENOENT)
        #expect(error?.mend.isEmpty == false)
    }

    @Test func aRootFileSystemThatIsAFile() async throws {
        let error = await #expect(throws: SandboxError.self) {
            try await SandboxSlot(rootFileSystem: TestRoot.path.appending("bin/busybox"), backend: .tested)
        }
        #expect(error?.errorNumber == ENOTDIR)
    }

    @Test func aHelperThatIsNotThere() async throws {
        let error = await #expect(throws: SandboxError.self) {
            try await SandboxSlot(rootFileSystem: TestRoot.path, backend: .tested, helper: "/absent/sandbox-init")
        }
        #expect(error?.stage == "spawn-helper" && error?.subject == "/absent/sandbox-init" && error?.errorNumber == ENOENT)
    }

    @Test func aHelperThatIsSomethingElse() async throws {
        let error = await #expect(throws: SandboxError.self) {
            try await SandboxSlot(rootFileSystem: TestRoot.path, backend: .tested, helper: "/bin/true")
        }
        #expect(error?.stage == "lost")
    }

    @Test(arguments: [
        Command(arguments: []), Command(arguments: [""]), Command(arguments: ["/bin/echo", "nul\0byte"]),
        Command(arguments: ["/bin/true"], environment: ["A=B": "x"]), Command(arguments: ["/bin/true"], environment: ["": "x"]),
        Command(arguments: ["/bin/true"], workingDirectory: "relative"),
        Command(arguments: ["/bin/true", String(repeating: "x", count: 300_000)]),
    ])
    func aCommandThatCannotBeSent(command: Command) async throws {
        try await inSandbox { (sandbox) async throws in
            let error = await #expect(throws: SandboxError.self) { try await sandbox.run(command) }
            #expect(error?.stage == "command" && error?.mend.isEmpty == false)
            #expect(try await sandbox.sh("echo still here").lines == ["still here"])
        }
    }

    @Test func longArgumentsPassWhole() async throws {
        let long = String(repeating: "x", count: 120_000)
        let result = try await inSandbox { try await $0.run(Command(arguments: ["/bin/echo", long])) }
        #expect(result.standardOutput.text == long + "\n")
    }
}
