import Glibc
import Sandbox
import Testing

/// What no limit and no signal of a sandbox can help: the machine's own want of memory, and processes that the kernel does not let go.
@Suite("What a sandbox has no power over", .needsBackend) struct BeyondReachTests {
    /// A frozen cgroup of version 1 holds a process as firmly as a disk that does not answer: it takes no signal, not even KILL, before it is thawed.
    @Test(.enabled(if: VersionOneCgroup.canBeMade(of: "freezer"), "takes root and cgroup v1"))
    func aCommandInUninterruptibleWaitCostsItsSlotAndNothingElse() throws {
        let freezer = try VersionOneCgroup(controller: "freezer")
        let host = try HostProcess(scripts: ["--brief", "echo $PPID; exec sleep 1000", "echo again"])
        _ = try host.readLine()
        let command = try #require(host.family.last)
        let handle = try #require(ProcessHandle(command))
        try freezer.set("tasks", to: "\(command)")
        try freezer.set("freezer.state", to: "FROZEN")
        while try freezer.value(of: "freezer.state") != "FROZEN" { sched_yield() }
        #expect(try host.readLine() == "lost no-answer")
        var line = try host.readLine()
        if line.hasPrefix("replaced ") { line = try host.readLine() }
        #expect(line == "again")
        #expect(try host.readLine() == "ended exited(0)")
        #expect(!handle.endsWithin(seconds: 0))
        try freezer.set("freezer.state", to: "THAWED")
        #expect(handle.endsWithin(seconds: 20))
        host.end()
    }

    @Test(.enabled(if: VersionOneCgroup.canBeMade(of: "memory"), "takes root and cgroup v1"))
    func theMachinesWantOfMemoryIsNotTheGuests() throws {
        let machine = try VersionOneCgroup(controller: "memory")
        try machine.set("memory.limit_in_bytes", to: "\(160 << 20)")
        let host = try HostProcess(scripts: ["guest memory \(400 << 20)", "echo again"], cgroup: machine.path)
        #expect(try host.readLine() == "ended infrastructure(stage: \"machine-memory\")")
        #expect(try host.readLine() == "again")
        #expect(try host.readLine() == "ended exited(0)")
        #expect(try #require(ProcessHandle(host.process)).endsWithin(seconds: 20))
        host.end()
    }
}
