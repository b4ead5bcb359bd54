import Glibc
import Sandbox
import Synchronization
import TestSupport
import Testing

/// What only a backend without user namespaces could get wrong; all else is tested as for the other one, see ``SettingTests``.
@Suite("Without user namespaces", .needsBackend, .enabled(if: geteuid() == 0 && SandboxBackend.tested == .chroot, "for root and this backend"))
struct ChrootBackendTests {
    @Test func pid1AndTheGuestAreTheUnprivilegedUserAndNobodyElse() async throws {
        for process in ["1", "self"] {
            let status = try await inSandbox { try await $0.sh("cat /proc/\(process)/status") }.lines
            for field in ["Uid", "Gid"] {
                let line = try #require(status.first { $0.hasPrefix("\(field):") })
                #expect(line.split(separator: "\t").dropFirst().allSatisfy { $0 == "60606" }, "\(process): \(line)")
            }
            let groups = try #require(status.first { $0.hasPrefix("Groups:") })
            #expect(groups.dropFirst("Groups:".count).allSatisfy { $0 == " " || $0 == "\t" }, "\(process): \(groups)")
            let capabilities = status.filter { $0.hasPrefix("Cap") }
            #expect(capabilities.count == 5 && capabilities.allSatisfy { $0.hasSuffix("\t0000000000000000") }, "\(process): \(capabilities)")
            #expect(status.contains("NoNewPrivs:\t1") && status.contains("Seccomp:\t2"), "\(process)")
        }
    }

    /// No user 0 is to be found beside the guest: what the kernel shows as root's is the zygote's and the host's.
    @Test func theGuestHasTheNameAndTheHomeOfRoot() async throws {
        let result = try await inSandbox { try await $0.sh("id -un; id -gn; cat /etc/passwd /etc/group; stat -c '%U %a' /etc/passwd /etc /root") }
        #expect(
            result.lines == [
                "root", "root", "root:x:60606:60606:root:/root:/bin/sh", "daemon:x:1:1::/:/bin/false", "root:x:60606:", "wheel:x:10:root", "root 644",
                "root 755", "root 755",
            ])
    }

    @Test func theImagesOwnListOfUsersIsLeftAsItIs() async throws {
        _ = try await inSandbox { try await $0.sh("echo more >> /etc/passwd; rm /etc/group") }
        let kept = try HostCommand.run(["cat", "\(TestRoot.path)/etc/passwd", "\(TestRoot.path)/etc/group"])
        #expect(kept.output.hasPrefix("root:x:0:0:root:/root:/bin/sh\n") && kept.output.contains("root:x:0:\n"))
    }

    /// Unless a cgroup counts, nothing refuses a process; a look every 50 ms is less than was asked for.
    @Test func withoutCgroupsTheLimitOnProcessesIsAnErrorUnlessItMayBeWeaker() async throws {
        let error = try await #require(throws: SandboxError.self) { try await inSandbox(by: .unused) { try await $0.sh("true") } }
        #expect(error.stage == "limit-processes" && error.mend.contains("--best-effort-limits"))
        let told = Mutex<[String]>([])
        let enforcement = LimitEnforcement(cgroups: .unused) { weakness in told.withLock { $0.append(weakness) } }
        let slot = try await SandboxSlot(rootFileSystem: TestRoot.path, backend: .chroot, enforcement: enforcement)
        let result = try await slot.withSandbox(limits: Limits(processes: 64)) { try await $0.guest("bomb") }
        #expect(result.termination == .tooManyProcesses)
        #expect(told.withLock { $0 }.contains { $0.hasPrefix("processes:") })
        await slot.close()
    }

    /// The kernel counts all that one user runs, whatever sandbox it is in.
    @Test func theProcessesOfOthersDoNotCountAgainstALimit() async throws {
        let host = try HostProcess(scripts: ["for i in $(seq 60); do sleep 1000 & done; echo many; wait"])
        defer { host.end() }
        #expect(try host.readLine() == "many")
        let result = try await inSandbox(limits: Limits(processes: 12)) { try await $0.sh("for i in $(seq 8); do sleep 0.1 & done; wait; echo fine") }
        #expect(result.termination == .exited(0) && result.lines == ["fine"])
    }
}
