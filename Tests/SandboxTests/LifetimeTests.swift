import CTestSupport
import Glibc
import Sandbox
import SystemPackage
import Testing

@Suite("Everything ends", .needsBackend, .serialized) struct LifetimeTests {
    /// Who is killed, and whether the orchestrator lives to start another sandbox.
    enum Victim: CaseIterable {
        case orchestrator
        case zygote
        case pid1
    }

    @Test(arguments: Victim.allCases) func nothingSurvivesAKill(victim: Victim) async throws {
        let host = try HostProcess(scripts: ["setsid sleep 1000 & echo ready; sleep 1000", "echo again"])
        #expect(try host.readLine() == "ready")
        let family = host.family
        #expect(family.count >= 5, "orchestrator, zygote, pid 1, the shell and its children")
        let handles = try family.map { try #require(ProcessHandle($0)) }
        kill(family[[.orchestrator: 0, .zygote: 1, .pid1: 2][victim] ?? 0], SIGKILL)
        for (process, handle) in zip(family, handles) where victim == .orchestrator || process != family[0] {
            if victim == .pid1 && process == family[1] { continue }
            #expect(handle.endsWithin(seconds: 20), "process \(process)")
        }
        if victim != .orchestrator {
            #expect(try host.readLine() == "lost lost")
            #expect(try host.readLine() == "again")
            #expect(try host.readLine() == "ended exited(0)")
        }
        host.end()
    }

    /// Nothing lives in the slot when its zygote dies: the next sandbox finds out, and the owner is told.
    @Test func aSlotWhoseZygoteDiedBetweenSandboxesSaysThatItIsReplaced() async throws {
        let host = try HostProcess(scripts: ["echo first", "--stop", "echo next"])
        for line in ["first", "ended exited(0)", "stopping"] { #expect(try host.readLine() == line) }
        host.awaitStop()
        let zygote = try #require(host.family.dropFirst().first)
        let handle = try #require(ProcessHandle(zygote))
        kill(zygote, SIGKILL)
        #expect(handle.endsWithin(seconds: 20))
        kill(host.process, SIGCONT)
        for line in ["replaced send", "next", "ended exited(0)"] { #expect(try host.readLine() == line) }
        host.end()
    }

    @Test func twoHundredSandboxesLiveAtOnceAndDieTogether() async throws {
        let count = 200
        let host = try HostProcess(scripts: ["--crowd", "\(count)"])
        var answers: Set<String> = []
        for _ in 0..<count { answers.insert(try host.readLine()) }
        #expect(answers == Set((0..<count).map { "\($0) answered \($0 * 2) witnessbox number" }))
        let handles = host.family.compactMap(ProcessHandle.init)
        #expect(handles.count >= 1 + 2 * count, "the orchestrator, a zygote and a pid 1 for each, and its command")
        kill(host.process, SIGKILL)
        #expect(handles.allSatisfy { $0.endsWithin(seconds: 60) })
        host.end()
    }

    @Test func aHundredLaunchesLeaveNothing() async throws {
        let mounts = try lineCount("/proc/self/mountinfo")
        func use(afterLaunches count: Int) throws -> (processes: Int, descriptors: [Int], mounts: [Int]) {
            let launches = [String](repeating: "setsid sleep 1000 & touch /tmp/file", count: count)
            let host = try HostProcess(scripts: launches + ["echo ready; exec sleep 1000"])
            defer { host.end() }
            for _ in launches { #expect(try host.readLine() == "ended exited(0)") }
            #expect(try host.readLine() == "ready")
            /// The three may still be about to take or close what was passed to them; what leaked stays.
            let deadline = ContinuousClock.now + .seconds(10)
            while true {
                let family = host.family
                let descriptors = family.map(ProcessTree.descriptors)
                let isSettled = descriptors[0].count { $0.hasPrefix("mnt:") } == 1 && descriptors[1...2].allSatisfy { $0.count <= 4 }
                if isSettled || .now > deadline {
                    return (family.count, descriptors.map(\.count), try family.map { try lineCount("/proc/\($0)/mountinfo") })
                }
            }
        }
        let one = try use(afterLaunches: 1)
        let hundred = try use(afterLaunches: 100)
        #expect(one.processes == 4, "orchestrator, zygote, pid 1, sleep")
        #expect(one.processes == hundred.processes)
        #expect(one.mounts == hundred.mounts)
        // The orchestrator may inherit what other tests hold open just then, and its runtime opens some of its own; a leak would be one a launch.
        for (few, many) in zip(one.descriptors, hundred.descriptors) { #expect(many < few + 60) }
        #expect(try lineCount("/proc/self/mountinfo") == mounts)
    }

    @Test func cancellationEndsTheStepAndTheSandbox() async throws {
        let slot = try await SandboxSlot(rootFileSystem: TestRoot.path, backend: .tested)
        let task = Task {
            try await slot.withSandbox(limits: Limits()) { (sandbox) async throws in
                let waiting = Task { try await sandbox.sh("sleep 1000") }
                try await withTaskCancellationHandler {
                    _ = try await waiting.value
                } onCancel: {
                    waiting.cancel()
                }
            }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await slot.withSandbox(limits: Limits()) { try await $0.sh("echo next").lines } == ["next"])
        await slot.close()
    }

    @Test func aSandboxIsOfNoUseOutsideItsClosure() async throws {
        let slot = try await SandboxSlot(rootFileSystem: TestRoot.path, backend: .tested)
        let kept = try await slot.withSandbox(limits: Limits()) { $0 }
        let error = await #expect(throws: SandboxError.self) { try await kept.sh("echo") }
        #expect(error?.stage == "ended-sandbox")
        _ = try await slot.withSandbox(limits: Limits()) { _ in
            await #expect(throws: SandboxError.self, "a later sandbox of the slot is not its") { try await kept.sh("echo") }
        }
        await slot.close()
    }

    @Test func aClosedSlotStartsNothing() async throws {
        let slot = try await SandboxSlot(rootFileSystem: TestRoot.path, backend: .tested)
        await slot.close()
        let error = await #expect(throws: SandboxError.self) { try await slot.withSandbox(limits: Limits()) { try await $0.sh("true") } }
        #expect(error?.stage == "closed-slot")
    }

    @Test func sandboxesOfOneSlotWaitForEachOther() async throws {
        let slot = try await SandboxSlot(rootFileSystem: TestRoot.path, backend: .tested)
        let outputs = try await withThrowingTaskGroup(of: [String].self) { group in
            for index in 0..<8 {
                group.addTask {
                    try await slot.withSandbox(limits: Limits()) { (sandbox) async throws in
                        _ = try await sandbox.sh("echo \(index) > /mine")
                        return try await sandbox.sh("cat /mine").lines
                    }
                }
            }
            return try await group.reduce(into: [[String]]()) { $0.append($1) }
        }
        #expect(outputs.compactMap(\.first).compactMap(Int.init).sorted() == Array(0..<8))
        await slot.close()
    }

    @Test func aTerminalIsTheSandboxsOwn() async throws {
        let script = "tty; [ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo terminal; read word; echo got $word"
        let host = try HostProcess(scripts: [script], onTerminal: true)
        #expect(try host.readLine() == "/dev/pts/0")
        #expect(try host.readLine() == "terminal")
        host.write("typed\n")
        #expect(try host.readLine() == "typed")
        #expect(try host.readLine() == "got typed")
        #expect(try host.readLine() == "ended exited(0)")
        host.end()
    }
}

private func lineCount(_ path: String) throws -> Int {
    try ProcessTree.contents(path).count { $0 == UInt8(ascii: "\n") }
}
