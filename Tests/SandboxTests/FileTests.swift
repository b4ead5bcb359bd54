import Glibc
import Sandbox
import Testing

@Suite("Files in and out", .needsBackend) struct FileTests {
    @Test func contentAndModeAreExact() async throws {
        try await inSandbox { (sandbox) async throws in
            let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
            try await sandbox.write(bytes, to: "/a/new/place/file", mode: 0o755)
            #expect(try await sandbox.read("/a/new/place/file") == bytes)
            let guest = SandboxBackend.tested.guestID
            #expect(
                try await sandbox.sh("stat -c '%a %u %g %s' /a /a/new/place /a/new/place/file").lines == [
                    "755 \(guest) \(guest) 60", "755 \(guest) \(guest) 60", "755 \(guest) \(guest) 100000",
                ])
            try await sandbox.write([1], to: "/a/new/place/file", mode: 0o600)
            #expect(try await sandbox.sh("stat -c '%a %s' /a/new/place/file").lines == ["600 1"])
            #expect(try await sandbox.read("/a/new/place/file") == [1])
        }
    }

    @Test func theImageIsNeverWrittenTo() async throws {
        let before = try await inSandbox { try await $0.read("/bin/guest") }
        try await inSandbox { (sandbox) async throws in
            try await sandbox.write([0], to: "/bin/guest")
            #expect(try await sandbox.sh("rm /bin/sleep; echo x > /bin/ls; echo done").lines == ["done"])
        }
        #expect(try await inSandbox { try await $0.read("/bin/guest") } == before)
    }

    @Test func whatIsNotThereIsNil() async throws {
        try await inSandbox { (sandbox) async throws in
            #expect(try await sandbox.read("/absent") == nil)
            #expect(try await sandbox.read("/absent/too") == nil)
            #expect(try await sandbox.read("/bin/sh/below-a-file") == nil)
            #expect(try await sandbox.files(under: "/absent") == [])
        }
    }

    @Test func whatIsNoRegularFileIsRefusedAtOnce() async throws {
        try await inSandbox { (sandbox) async throws in
            _ = try await sandbox.sh("mkfifo /tmp/pipe; mkdir /tmp/directory; ln -s /tmp/pipe /tmp/link; ln -s /tmp/loop /tmp/loop")
            for path in ["/tmp/pipe", "/tmp/link", "/tmp/directory", "/tmp/loop", "/dev/zero", "/dev/tty", "/proc/self/status", "/proc/1/mem"] {
                let error = await #expect(throws: SandboxError.self, "\(path)") { try await sandbox.read(path) }
                #expect(error?.stage == "open-file" && error?.subject == path)
            }
            for path in ["/tmp/pipe", "/tmp/link", "/tmp/directory", "/dev/null", "/proc/self/oom_score_adj"] {
                await #expect(throws: SandboxError.self, "\(path)") { try await sandbox.write([1], to: path) }
            }
            #expect(try await sandbox.sh("echo still here").lines == ["still here"])
        }
    }

    @Test func aPipeWithAReaderIsRefusedToo() async throws {
        try await inSandbox { (sandbox) async throws in
            _ = try await sandbox.sh("mkfifo /tmp/pipe")
            await #expect(throws: SandboxError.self) { try await sandbox.write([1], to: "/tmp/pipe") }
        }
    }

    @Test(arguments: ["/etc/shadow", "../../../../../../etc/shadow", "/proc/1/root/etc/shadow", "/proc/self/root/etc/shadow"])
    func aLinkLeadsNowhereButIntoTheSandbox(target: String) async throws {
        try await inSandbox { (sandbox) async throws in
            _ = try await sandbox.sh("ln -s \(target) /tmp/link")
            do {
                #expect(try await sandbox.read("/tmp/link") == nil)
            } catch let error as SandboxError {
                #expect(error.stage == "open-file")
            }
            try await sandbox.write(Array("inside".utf8), to: "/etc/shadow")
            if !target.hasPrefix("/proc") { #expect(try await sandbox.read("/tmp/link") == Array("inside".utf8)) }
        }
    }

    @Test func writingThroughALinkStaysInside() async throws {
        try await inSandbox { (sandbox) async throws in
            _ = try await sandbox.sh("ln -s /var/tmp/sandbox-escape /tmp/link; mkdir -p /var/tmp; ln -s ../../../../../.. /tmp/up")
            try await sandbox.write([1], to: "/tmp/link")
            try await sandbox.write([2], to: "/tmp/up/var/tmp/sandbox-escape-2")
            #expect(try await sandbox.read("/var/tmp/sandbox-escape") == [1])
            #expect(try await sandbox.read("/var/tmp/sandbox-escape-2") == [2])
        }
        #expect(access("/var/tmp/sandbox-escape", F_OK) != 0)
        #expect(access("/var/tmp/sandbox-escape-2", F_OK) != 0)
    }

    @Test func aFileAboveTheMaximumIsRefusedWithoutBeingRead() async throws {
        try await inSandbox { (sandbox) async throws in
            try await sandbox.write([UInt8](repeating: 0, count: 1001), to: "/big")
            let error = await #expect(throws: SandboxError.self) { try await sandbox.read("/big", maximumBytes: 1000) }
            #expect(error?.errorNumber == EFBIG)
            #expect(try await sandbox.read("/big", maximumBytes: 1001)?.count == 1001)
            _ = try await sandbox.sh("dd if=/dev/zero of=/sparse bs=1 count=1 seek=100000000000 2>/dev/null")
            await #expect(throws: SandboxError.self) { try await sandbox.read("/sparse") }
        }
    }

    @Test func writingPastTheScratchLimitIsAnErrorThatSaysSo() async throws {
        try await inSandbox(limits: Limits(scratchBytes: 1 << 20)) { (sandbox) async throws in
            let error = await #expect(throws: SandboxError.self) { try await sandbox.write([UInt8](repeating: 1, count: 2 << 20), to: "/big") }
            #expect(error?.errorNumber == ENOSPC && error?.subject == "/big")
        }
    }

    @Test func filesAreListedSortedWithoutLinksPipesAndOtherFileSystems() async throws {
        try await inSandbox { (sandbox) async throws in
            _ = try await sandbox.sh(
                "mkdir -p /w/b/c /w/é; touch /w/b/c/1 /w/b.txt /w/a /w/é/x; mkfifo /w/pipe; ln -s a /w/link; ln -s /etc /w/dir; ln -s .. /w/b/up")
            #expect(try await sandbox.files(under: "/w") == ["/w/a", "/w/b.txt", "/w/b/c/1", "/w/é/x"])
            #expect(try await sandbox.files(under: "/w/") == ["/w/a", "/w/b.txt", "/w/b/c/1", "/w/é/x"])
            let all = try await sandbox.files(under: "/")
            #expect(all.contains("/bin/busybox") && !all.contains { $0.hasPrefix("/proc") || $0.hasPrefix("/dev") })
        }
    }

    @Test func aListThatIsTooLongIsRefused() async throws {
        try await inSandbox { (sandbox) async throws in
            _ = try await sandbox.sh("mkdir /w; for i in $(seq 20); do touch /w/$i; done")
            #expect(try await sandbox.files(under: "/w", maximumCount: 20).count == 20)
            await #expect(throws: SandboxError.self) { try await sandbox.files(under: "/w", maximumCount: 19) }
        }
    }

    @Test func aNameThatIsNotTextIsAnErrorNotALoss() async throws {
        try await inSandbox { (sandbox) async throws in
            _ = try await sandbox.sh(#"mkdir /w; touch "$(printf '/w/\377')""#)
            let error = await #expect(throws: SandboxError.self) { try await sandbox.files(under: "/w") }
            #expect(error?.errorNumber == EILSEQ)
        }
    }

    @Test(arguments: ["relative", "", "/nul\0byte", "/" + String(repeating: "x", count: 5000)])
    func aPathThatIsNoPathIsRefused(path: String) async throws {
        try await inSandbox { (sandbox) async throws in
            await #expect(throws: SandboxError.self) { try await sandbox.write([], to: path) }
            await #expect(throws: SandboxError.self) { try await sandbox.read(path) }
            #expect(try await sandbox.sh("echo still here").lines == ["still here"])
        }
    }
}
