import Glibc
import Sandbox
import SystemPackage
import Testing

/// What cgroups leave to see, and leave behind. Whoever sets `WITNESSBOX_TEST_CGROUPS` to a version, as `scripts/test-cgroup-v2` does, wants
/// them to be used.
@Suite("Cgroups", .needsBackend, .serialized) struct CgroupTests {
    private static let wanted = getenv("WITNESSBOX_TEST_CGROUPS").map { String(cString: $0) }

    @Test(.enabled(if: wanted != nil)) func theWantedVersionIsUsed() async throws {
        let finding = try #require(await HostSupport.probe(backend: .tested).first { $0.name == "limits" })
        #expect(finding.detail.hasPrefix("cgroup v\(Self.wanted ?? "")"), "\(finding)")
    }

    /// A directory that somebody set apart holds the slots' cgroups, and one that is of no use is an error.
    @Test(.enabled(if: wanted == "2")) func aNamedDirectoryIsUsed() async throws {
        // Moves this process into a leaf, beside which there may be others.
        _ = try await inSandbox { try await $0.sh("true") }
        let own = String(decoding: try ProcessTree.contents("/proc/self/cgroup"), as: UTF8.self).filter { $0 != "\n" }.dropFirst("0::".count)
        let directory = try #require(own.lastIndex(of: "/").map { "/sys/fs/cgroup" + own[..<$0] + "/set-apart" })
        try #require(mkdir(directory, 0o755) == 0)
        let cgroups = LimitEnforcement.Cgroups.below(FilePath(directory))
        let slot = try await SandboxSlot(rootFileSystem: TestRoot.path, backend: .tested, enforcement: LimitEnforcement(cgroups: cgroups))
        let ending = try await slot.closeAfter { slot in
            #expect(CgroupDirectories.all(below: directory).count == 1)
            return try await slot.withSandbox(limits: Limits(processes: 20)) { try await $0.guest("fork-until-refused", "0").termination }
        }
        #expect(ending == .tooManyProcesses)
        #expect(CgroupDirectories.all(below: directory) == [])
        #expect(rmdir(directory) == 0)
        await #expect(throws: SandboxError.self) { try await inSandbox(by: cgroups) { try await $0.sh("true") } }
    }

    @Test func aGuestSeesNoneOfThem() async throws {
        let lines = try await inSandbox { try await $0.sh("cat /proc/self/cgroup; grep -c cgroup /proc/self/mountinfo; ls -d /sys/fs/cgroup") }.lines
        #expect(lines.last == "0")
        #expect(lines.dropLast().allSatisfy { $0.hasSuffix(":/") }, "\(lines)")
    }

    /// Who is killed. The keeper alone can be missed by those that it keeps for, so the next start removes what it left.
    enum Victim: CaseIterable {
        case orchestrator
        case keeper
        case zygote
        case pid1
        case orchestratorAndKeeper
    }

    @Test(arguments: Victim.allCases) func noneOutlivesAKill(victim: Victim) async throws {
        let host = try HostProcess(scripts: ["sleep 1000 & echo ready; wait", "echo again"])
        #expect(try host.readLine() == "ready")
        guard let keeper = host.keeper else {
            host.end()
            return
        }
        let family = host.family
        let handles = try (family + [keeper]).map { try #require(ProcessHandle($0)) }
        #expect(!CgroupDirectories.named(of: host.process).isEmpty)
        let victims: [Victim: [pid_t]] = [
            .orchestrator: [family[0]], .keeper: [keeper], .zygote: [family[1]], .pid1: [family[2]], .orchestratorAndKeeper: [keeper, family[0]],
        ]
        for process in victims[victim] ?? [] { kill(process, SIGKILL) }
        if victim == .orchestrator || victim == .orchestratorAndKeeper {
            for handle in handles { #expect(handle.endsWithin(seconds: 20)) }
            waitpid(host.process, nil, 0)
            if victim == .orchestratorAndKeeper {
                let next = try HostProcess(scripts: ["echo swept"])
                #expect(try next.readLine() == "swept")
                next.end()
            }
        } else {
            #expect(try host.readLine() == "lost lost")
            #expect(try host.readLine() == "again")
            #expect(try host.readLine() == "ended exited(0)")
            #expect(try #require(ProcessHandle(host.process)).endsWithin(seconds: 20))
        }
        #expect(CgroupDirectories.named(of: host.process) == [])
        host.end()
    }
}

/// The host's view of cgroups.
private enum CgroupDirectories {
    /// Those that a process made for its slots.
    static func named(of process: pid_t) -> [String] {
        find(below: "/sys/fs/cgroup", prefix: "witnessbox-\(process)-")
    }

    /// Those of any process.
    static func all(below directory: String) -> [String] {
        find(below: directory, prefix: "witnessbox-")
    }

    private static func find(below directory: String, prefix: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var found: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            guard Int(entry.pointee.d_type) == Int(DT_DIR), name != ".", name != ".." else { continue }
            if name.hasPrefix(prefix) { found.append("\(directory)/\(name)") }
            found += find(below: "\(directory)/\(name)", prefix: prefix)
        }
        return found
    }
}
