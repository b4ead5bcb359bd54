import Sandbox
import Synchronization
import SystemPackage
import Testing

@Suite("Each limit ends a step with its own name", .needsBackend) struct LimitTests {
    /// With the best means of this host, and without cgroups.
    private static let means = SandboxBackend.testedMeans

    /// Runs a step that must end for `cause`, and proves that the sandbox is of use afterwards.
    private func expect(
        _ cause: Termination,
        limits: Limits,
        by cgroups: LimitEnforcement.Cgroups = .automatic,
        _ step: @Sendable (Sandbox) async throws -> ProcessResult
    ) async throws {
        try await inSandbox(limits: limits, by: cgroups) { (sandbox) async throws in
            #expect(try await step(sandbox).termination == cause)
            #expect(try await sandbox.sh("echo still here").standardOutput.text == "still here\n")
        }
    }

    @Test func wallTime() async throws {
        try await expect(.timedOut, limits: Limits(wallMilliseconds: 2000)) { try await $0.sh("sleep 1000") }
    }

    @Test func wallTimeOfAProcessThatIgnoresTheRequestToEnd() async throws {
        try await expect(.timedOut, limits: Limits(wallMilliseconds: 2000, graceMilliseconds: 100)) { try await $0.guest("ignore-term") }
    }

    @Test func wallTimeOfAStoppedProcess() async throws {
        try await expect(.timedOut, limits: Limits(wallMilliseconds: 2000, graceMilliseconds: 100)) { try await $0.sh("kill -STOP $$") }
    }

    @Test func aProcessMayUseTheGraceToEndWell() async throws {
        let result = try await inSandbox(limits: Limits(wallMilliseconds: 2000, graceMilliseconds: 10_000)) {
            try await $0.sh("trap 'echo saved; exit 0' TERM; sleep 1000 & wait")
        }
        #expect(result.termination == .timedOut)
        #expect(result.lines == ["saved"])
    }

    @Test func scratchBytes() async throws {
        try await expect(.outOfScratch, limits: Limits(scratchBytes: 4 << 20)) { (sandbox) async throws in
            let result = try await sandbox.sh("dd if=/dev/zero of=/tmp/big bs=64k")
            _ = try await sandbox.sh("rm /tmp/big")
            return result
        }
    }

    @Test func scratchInodes() async throws {
        try await expect(.outOfScratch, limits: Limits(scratchInodes: 200)) { (sandbox) async throws in
            let result = try await sandbox.sh("for i in $(seq 1000); do touch /tmp/$i || exit 1; done")
            _ = try await sandbox.sh("rm -r /tmp/*")
            return result
        }
    }

    @Test func aFullLayerCanBeClearedHoweverLongThatTakes() async throws {
        try await inSandbox(limits: Limits(scratchBytes: 4 << 20)) { (sandbox) async throws in
            #expect(try await sandbox.sh("cat /dev/zero > /tmp/fill").termination == .outOfScratch)
            let clearing = try await sandbox.sh("i=0; while [ $i -lt 300000 ]; do i=$((i + 1)); done; rm /tmp/fill; echo again > /tmp/small")
            #expect(clearing.termination == .exited(0))
            #expect(try await sandbox.sh("cat /dev/zero > /tmp/fill").termination == .outOfScratch)
        }
    }

    @Test func sharedMemoryFilesCountAsScratch() async throws {
        try await expect(.outOfScratch, limits: Limits(scratchBytes: 4 << 20)) { (sandbox) async throws in
            let result = try await sandbox.sh("dd if=/dev/zero of=/dev/shm/big bs=64k")
            _ = try await sandbox.sh("rm /dev/shm/big")
            return result
        }
    }

    @Test(arguments: means) func processes(cgroups: LimitEnforcement.Cgroups) async throws {
        try await expect(.tooManyProcesses, limits: Limits(processes: 20), by: cgroups) {
            try await $0.sh("for i in $(seq 100); do sleep 1000 & done; wait")
        }
    }

    @Test(arguments: means) func forkBomb(cgroups: LimitEnforcement.Cgroups) async throws {
        try await expect(.tooManyProcesses, limits: Limits(processes: 100), by: cgroups) { try await $0.guest("bomb") }
    }

    /// Children that wait for each other until one more is refused, upon which all end, faster than anyone looks.
    @Test(.needsCgroups, arguments: ["0", "1"]) func processesThatAreAllGoneAtOnce(exitCode: String) async throws {
        try await expect(.tooManyProcesses, limits: Limits(processes: 20)) { try await $0.guest("fork-until-refused", exitCode) }
    }

    @Test(.needsCgroups, arguments: ["fork", "threads"]) func exactlyAsManyProcessesAsAllowed(kind: String) async throws {
        let result = try await inSandbox(limits: Limits(processes: 20)) { try await $0.guest(kind, "19") }
        #expect(result.termination == .exited(0))
        try await expect(.tooManyProcesses, limits: Limits(processes: 20)) { try await $0.guest(kind, "20") }
    }

    /// Their parent ignores their end, so that their time is added to nobody's.
    @Test(.needsCgroups) func cpuTimeOfChildrenThatNobodyWaitsFor() async throws {
        try await expect(.outOfCPUTime, limits: Limits(cpuMilliseconds: 300)) { try await $0.guest("forgotten-spins", "1") }
    }

    /// Passed and given back before anyone looks.
    @Test(.needsCgroups) func memoryWithTheWritableLayerIsHeldByTheKernel() async throws {
        let limits = Limits(memoryBytes: 32 << 20, scratchBytes: 1 << 20, scratchInodes: 100)
        try await expect(.outOfMemory, limits: limits) { try await $0.sh("guest memory 900000000 & wait; exit 0") }
    }

    @Test func output() async throws {
        try await expect(.outputLimit, limits: Limits(outputBytes: 100_000)) { try await $0.sh("yes") }
        try await expect(.outputLimit, limits: Limits(outputBytes: 100_000)) { try await $0.sh("yes >&2") }
    }

    @Test func fileSize() async throws {
        try await expect(.fileTooLarge, limits: Limits(fileBytes: 1 << 20)) {
            try await $0.run(Command(arguments: ["/bin/dd", "if=/dev/zero", "of=/tmp/big", "bs=64k"]))
        }
    }

    @Test(arguments: means) func cpuTime(cgroups: LimitEnforcement.Cgroups) async throws {
        try await expect(.outOfCPUTime, limits: Limits(cpuMilliseconds: 200), by: cgroups) { try await $0.guest("spin") }
    }

    @Test(arguments: means) func cpuTimeOfManyShortProcessesCountsTogether(cgroups: LimitEnforcement.Cgroups) async throws {
        try await expect(.outOfCPUTime, limits: Limits(cpuMilliseconds: 300), by: cgroups) { try await $0.sh("while true; do /bin/true; done") }
    }

    @Test(arguments: means) func memory(cgroups: LimitEnforcement.Cgroups) async throws {
        try await expect(.outOfMemory, limits: Limits(memoryBytes: 64 << 20), by: cgroups) { try await $0.guest("memory", "200000000") }
    }

    @Test(arguments: means) func memoryOfAProcessThatIgnoresTheRequestToEnd(cgroups: LimitEnforcement.Cgroups) async throws {
        let limits = Limits(wallMilliseconds: 10_000, graceMilliseconds: 1_000_000, memoryBytes: 64 << 20)
        try await expect(.outOfMemory, limits: limits, by: cgroups) { try await $0.sh("trap '' TERM; guest memory 200000000") }
    }

    @Test(arguments: means) func memoryOfAProcessThatHidesItself(cgroups: LimitEnforcement.Cgroups) async throws {
        try await expect(.outOfMemory, limits: Limits(memoryBytes: 64 << 20), by: cgroups) { try await $0.guest("hidden-memory", "200000000") }
    }

    /// While nothing runs, pid 1 looks less closely; whoever then begins must be seen, whichever process that is.
    @Test(
        arguments: means,
        [
            "sleep 1; guest memory 200000000", "sleep 1; (guest memory 200000000 &); sleep 100",
            "(sleep 1; guest memory 200000000) & wait; sleep 100",
        ])
    func memoryAfterALongRest(cgroups: LimitEnforcement.Cgroups, script: String) async throws {
        try await expect(.outOfMemory, limits: Limits(wallMilliseconds: 20_000, memoryBytes: 64 << 20), by: cgroups) { try await $0.sh(script) }
    }

    @Test(arguments: means) func memoryInSharedMappings(cgroups: LimitEnforcement.Cgroups) async throws {
        try await expect(.outOfMemory, limits: Limits(memoryBytes: 64 << 20), by: cgroups) { try await $0.guest("mapped-memory", "200000000") }
    }

    @Test(arguments: means) func memoryOfManyProcessesCountsTogether(cgroups: LimitEnforcement.Cgroups) async throws {
        try await expect(.outOfMemory, limits: Limits(memoryBytes: 64 << 20), by: cgroups) {
            try await $0.sh("for i in 1 2 3 4 5 6; do guest memory 20000000 & done; wait")
        }
    }

    @Test(arguments: means) func memoryThatProcessesShareCountsOnce(cgroups: LimitEnforcement.Cgroups) async throws {
        let result = try await inSandbox(limits: Limits(memoryBytes: 64 << 20), by: cgroups) { try await $0.guest("shared-memory", "30000000", "5") }
        #expect(result.termination == .exited(0))
    }

    /// A shell that ended between two looks has used what it used.
    @Test(arguments: means) func cpuTimeOfACommandThatEndsByItself(cgroups: LimitEnforcement.Cgroups) async throws {
        try await expect(.outOfCPUTime, limits: Limits(cpuMilliseconds: 200), by: cgroups) { try await $0.guest("spin", "240") }
    }

    /// Most of it is in the writable layer, which has a limit of its own.
    @Test(arguments: means) func memoryIsNotWhatTheWritableLayerHolds(cgroups: LimitEnforcement.Cgroups) async throws {
        let limits = Limits(memoryBytes: 32 << 20, scratchBytes: 128 << 20)
        let slot = try await SandboxSlot(rootFileSystem: TestRoot.path, backend: .tested, enforcement: LimitEnforcement(cgroups: cgroups))
        for _ in 0..<3 {
            let result = try await slot.withSandbox(limits: limits) {
                try await $0.sh("dd if=/dev/zero of=/tmp/big bs=64k count=1900 2>/dev/null && guest shared-memory 20000000 1 && echo fine")
            }
            #expect(result.termination == .exited(0))
            #expect(result.lines == ["fine"])
        }
        await slot.close()
    }

    @Test(arguments: means) func openFilesOfAProcessThatGoesOn(cgroups: LimitEnforcement.Cgroups) async throws {
        try await expect(.tooManyOpenFiles, limits: Limits(openFiles: 64), by: cgroups) { try await $0.guest("open-files") }
    }

    @Test func openFiles() async throws {
        let result = try await inSandbox(limits: Limits(openFiles: 64)) { try await $0.sh("ulimit -n; ulimit -Hn") }
        #expect(result.lines == ["64", "64"])
    }

    @Test func noCoreDumps() async throws {
        #expect(try await inSandbox { try await $0.sh("ulimit -c; ulimit -Hc; ulimit -c unlimited") }.lines == ["0", "0"])
    }

    @Test(arguments: means) func aStepWithinItsLimitsIsLeftAlone(cgroups: LimitEnforcement.Cgroups) async throws {
        let limits = Limits(cpuMilliseconds: 60_000, memoryBytes: 256 << 20, processes: 10, fileBytes: 8 << 20, scratchBytes: 16 << 20)
        let result = try await inSandbox(limits: limits, by: cgroups) {
            try await $0.sh("dd if=/dev/zero of=/tmp/f bs=64k count=100 2>/dev/null; for i in 1 2 3 4 5; do sleep 0.1 & done; wait; echo fine")
        }
        #expect(result.termination == .exited(0))
        #expect(result.lines == ["fine"])
    }

    @Test(arguments: means) func tenThousandOrphansAreReaped(cgroups: LimitEnforcement.Cgroups) async throws {
        let limits = Limits(wallMilliseconds: 600_000, processes: 5000)
        let result = try await inSandbox(limits: limits, by: cgroups) { try await $0.guest("zombies", "10000") }
        #expect(result.termination == .exited(0))
    }

    @Test func tenThousandZombiesOfOneParent() async throws {
        let result = try await inSandbox(limits: Limits(processes: 10_100)) { (sandbox) async throws in
            let result = try await sandbox.guest("uncollected", "10000")
            #expect(try await sandbox.sh("echo next").lines == ["next"])
            return result
        }
        #expect(result.termination == .exited(0))
    }

    @Test func aProcessThatWaitsUninterruptibly() async throws {
        try await expect(.timedOut, limits: Limits(wallMilliseconds: 2000, graceMilliseconds: 100)) { try await $0.guest("vfork-wait") }
    }

    @Test func aDaemonEndsWithItsStep() async throws {
        let processes = try await inSandbox { (sandbox) async throws in
            _ = try await sandbox.sh("(setsid sh -c 'sleep 1000 & sleep 1000' &) ; echo started")
            return try await sandbox.sh("ps | grep -c '[s]leep'")
        }
        #expect(processes.lines == ["0"])
    }

    /// Where less can be held than asked, only who says that less will do gets it, and is told.
    @Test func bestEffortSaysWhatIsWeaker() async throws {
        let told = Mutex<[String]>([])
        let enforcement = LimitEnforcement(cgroups: .below("/proc")) { weakness in told.withLock { $0.append(weakness) } }
        let slot = try await SandboxSlot(rootFileSystem: TestRoot.path, backend: .tested, enforcement: enforcement)
        let result = try await slot.withSandbox(limits: Limits(openFiles: 1 << 40)) { try await $0.sh("echo fine") }
        await slot.close()
        #expect(result.lines == ["fine"])
        let processes = SandboxBackend.tested == .chroot ? ["processes:"] : []
        #expect(told.withLock { $0.map { String($0.prefix(10)) } } == ["sandbox: c"] + processes + ["open files"])
        let error = await #expect(throws: SandboxError.self) {
            try await SandboxSlot(rootFileSystem: TestRoot.path, backend: .tested, enforcement: LimitEnforcement(cgroups: .below("/proc")))
        }
        #expect(error?.stage == "cgroup")
        #expect(error?.mend.isEmpty == false)
    }

    @Test(arguments: [
        Limits(wallMilliseconds: 0), Limits(scratchBytes: 0), Limits(scratchInodes: 0), Limits(scratchBytes: -1), Limits(processes: 0),
        Limits(memoryBytes: 0), Limits(openFiles: 1 << 40),
    ])
    func aLimitThatCannotBeHeldIsRefused(limits: Limits) async throws {
        let error = try await #require(throws: SandboxError.self) { try await inSandbox(limits: limits) { try await $0.sh("true") } }
        #expect(["limits", "limit-open-files"].contains(error.stage))
        #expect(!error.mend.isEmpty)
    }
}
