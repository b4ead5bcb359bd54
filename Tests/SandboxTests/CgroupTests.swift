import Glibc
import Sandbox
import Testing

/// What cgroups leave to see, and leave behind. Whoever sets `WITNESSBOX_TEST_CGROUPS` to a version, as `scripts/test-cgroup-v2` does, wants
/// them to be used.
@Suite("Cgroups", .needsBackend, .serialized) struct CgroupTests {
    private static let wanted = getenv("WITNESSBOX_TEST_CGROUPS").map { String(cString: $0) }

    @Test(.enabled(if: wanted != nil)) func theWantedVersionIsUsed() async throws {
        let finding = try #require(await HostSupport.probe(backend: .tested).first { $0.name == "limits" })
        #expect(finding.detail.hasPrefix("cgroup v\(Self.wanted ?? "")"), "\(finding)")
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
