import Glibc
import Sandbox
import Testing

@Suite("What a command gets and gives", .needsBackend) struct ResultTests {
    @Test(arguments: [0, 1, 2, 77, 125, 126, 127, 255]) func exitCodesAreExact(code: Int) async throws {
        let result = try await inSandbox { try await $0.sh("exit \(code)") }
        #expect(result.termination == .exited(code))
    }

    @Test(arguments: [SIGTERM, SIGKILL, SIGSEGV, SIGHUP]) func signalsAreNamed(signal: Int32) async throws {
        let result = try await inSandbox { try await $0.sh("kill -\(signal) $$") }
        #expect(result.termination == .signalled(Int(signal)))
    }

    @Test func aProgramThatIsNotThereIsNotStarted() async throws {
        try await inSandbox { (sandbox) async throws in
            let absent = try await sandbox.run(Command(arguments: ["nothing-of-this-name"], environment: ["PATH": "/bin"]))
            #expect(absent.termination == .notStarted(stage: "execve", errno: Int(ENOENT)))
            let notExecutable = try await sandbox.run(Command(arguments: ["/etc"]))
            #expect(notExecutable.termination == .notStarted(stage: "execve", errno: Int(EACCES)))
            let nowhere = try await sandbox.run(Command(arguments: ["/bin/true"], workingDirectory: "/nowhere"))
            #expect(nowhere.termination == .notStarted(stage: "working-directory", errno: Int(ENOENT)))
            #expect(try await sandbox.sh("echo still here").lines == ["still here"])
        }
    }

    @Test func theEnvironmentIsExactlyTheCommands() async throws {
        setenv("WITNESSBOX_TEST_SECRET", "of the host", 1)
        let result = try await inSandbox {
            try await $0.run(Command(arguments: ["/bin/env"], environment: ["B": "2 words", "A": "1", "EMPTY": "", "NEWLINE": "x\ny"]))
        }
        #expect(result.standardOutput.text == "A=1\nB=2 words\nEMPTY=\nNEWLINE=x\ny\n")
    }

    @Test func programsAreFoundOnTheCommandsOwnPath() async throws {
        try await inSandbox { (sandbox) async throws in
            try await sandbox.write(Array("#!/bin/sh\necho mine\n".utf8), to: "/opt/first/id", mode: 0o755)
            let result = try await sandbox.run(Command(arguments: ["id"], environment: ["PATH": "/absent:/opt/first:/bin"]))
            #expect(result.lines == ["mine"])
        }
    }

    @Test func workingDirectoryAndUmaskAreFixed() async throws {
        let result = try await inSandbox {
            try await $0.run(Command(arguments: ["/bin/sh", "-c", "pwd; umask"], workingDirectory: "/tmp"))
        }
        #expect(result.lines == ["/tmp", "0022"])
    }

    @Test func onlyTheStandardStreamsAreOpen() async throws {
        let result = try await inSandbox { try await $0.guest("descriptors") }
        #expect(result.lines == ["0", "1", "2"])
    }

    @Test func bytesPassUnchangedBothWays() async throws {
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        let limits = Limits(keptOutputBytes: 8 << 20)
        let result = try await inSandbox(limits: limits) { try await $0.sh("cat; cat /dev/null >&2", input: bytes) }
        #expect(result.termination == .exited(0))
        #expect(result.standardOutput.head == bytes)
        #expect(result.standardError.totalBytes == 0)
    }

    @Test func inputThatIsNotReadBlocksNobody() async throws {
        let result = try await inSandbox { try await $0.sh("exit 3", input: [UInt8](repeating: 7, count: 4 << 20)) }
        #expect(result.termination == .exited(3))
    }

    @Test func noInputIsEndOfFile() async throws {
        #expect(try await inSandbox { try await $0.sh("wc -c") }.lines == ["0"])
    }

    @Test func theInputCannotBeGrownByTheGuest() async throws {
        let result = try await inSandbox { try await $0.sh("echo more >> /proc/self/fd/0", input: [1]) }
        #expect(result.termination != .exited(0))
    }

    @Test func outputPastTheKeptSizeKeepsHeadAndTail() async throws {
        let limits = Limits(keptOutputBytes: 1000)
        let result = try await inSandbox(limits: limits) { try await $0.guest("binary", "300000") }
        let all = (0..<300_000).map { UInt8($0 * 7 % 256) }
        #expect(result.termination == .exited(0))
        #expect(result.standardOutput.head == Array(all.prefix(500)))
        #expect(result.standardOutput.tail == Array(all.suffix(500)))
        #expect(result.standardOutput.totalBytes == 300_000)
        #expect(result.standardOutput.isTruncated)
    }

    @Test func outputThatJustFitsIsWhole() async throws {
        let result = try await inSandbox(limits: Limits(keptOutputBytes: 1001)) { try await $0.guest("binary", "1001") }
        #expect(result.standardOutput.head.count == 1001 && !result.standardOutput.isTruncated)
    }

    @Test func stepsOfOneSandboxShareFilesAndNothingElse() async throws {
        try await inSandbox { (sandbox) async throws in
            _ = try await sandbox.sh("echo kept > /root/file; setsid sleep 1000 & cd /tmp; export X=1; umask 077")
            let second = try await sandbox.sh("cat /root/file; ps -o args | grep -c [s]leep; pwd; echo [$X]; umask")
            #expect(second.lines == ["kept", "0", "/", "[]", "0022"])
        }
    }

    @Test func sandboxesOfOneSlotShareNothing() async throws {
        let slot = try await SandboxSlot(rootFileSystem: TestRoot.path, backend: .tested)
        let exchange = "nc -l -p 80 127.0.0.1 </dev/null & until echo x | nc 127.0.0.1 80 2>/dev/null; do :; done; wait"
        for _ in 0..<2 {
            let result = try await slot.withSandbox(limits: Limits()) { (sandbox) async throws in
                let found = try await sandbox.sh("ls -A /left /tmp /dev/shm 2>/dev/null; cat /proc/net/tcp | wc -l")
                #expect(found.lines == ["/dev/shm:", "/tmp:", "1"], "no file and no socket, not even one that waits for its time to pass")
                return try await sandbox.sh("touch /left /tmp/left /dev/shm/left; \(exchange); nc -l -p 81 127.0.0.1 &")
            }
            #expect(result.termination == .exited(0))
        }
        await slot.close()
    }

    @Test func usageIsMeasured() async throws {
        let result = try await inSandbox(limits: Limits(cpuMilliseconds: 300)) { try await $0.guest("spin") }
        #expect(result.cpuMilliseconds >= 300)
        #expect(result.wallMilliseconds >= 300)
        #expect(result.peakMemoryBytes > 100_000 && result.peakMemoryBytes < 100_000_000)
    }
}
