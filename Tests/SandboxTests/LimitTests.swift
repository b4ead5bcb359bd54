import Sandbox
import Testing

@Suite("Each limit ends a step with its own name", .needsBackend) struct LimitTests {
    /// Runs a step that must end for `cause`, and proves that the sandbox is of use afterwards.
    private func expect(
        _ cause: Termination,
        limits: Limits,
        _ step: @Sendable (Sandbox) async throws -> ProcessResult
    ) async throws {
        try await inSandbox(limits: limits) { (sandbox) async throws in
            #expect(try await step(sandbox).termination == cause)
            #expect(try await sandbox.sh("echo still here").standardOutput.text == "still here\n")
        }
    }

    @Test func wallTime() async throws {
        try await expect(.timedOut, limits: Limits(wallMilliseconds: 200)) { try await $0.sh("sleep 1000") }
    }

    @Test func wallTimeOfAProcessThatIgnoresTheRequestToEnd() async throws {
        try await expect(.timedOut, limits: Limits(wallMilliseconds: 100, graceMilliseconds: 100)) { try await $0.guest("ignore-term") }
    }

    @Test func wallTimeOfAStoppedProcess() async throws {
        try await expect(.timedOut, limits: Limits(wallMilliseconds: 100, graceMilliseconds: 100)) { try await $0.sh("kill -STOP $$") }
    }

    @Test func aProcessMayUseTheGraceToEndWell() async throws {
        let result = try await inSandbox(limits: Limits(wallMilliseconds: 200, graceMilliseconds: 10_000)) {
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

    @Test func sharedMemoryFilesCountAsScratch() async throws {
        try await expect(.outOfScratch, limits: Limits(scratchBytes: 4 << 20)) { (sandbox) async throws in
            let result = try await sandbox.sh("dd if=/dev/zero of=/dev/shm/big bs=64k")
            _ = try await sandbox.sh("rm /dev/shm/big")
            return result
        }
    }

    @Test func processes() async throws {
        try await expect(.tooManyProcesses, limits: Limits(processes: 20)) { try await $0.sh("for i in $(seq 100); do sleep 1000 & done; wait") }
    }

    @Test func forkBomb() async throws {
        try await expect(.tooManyProcesses, limits: Limits(processes: 100)) { try await $0.guest("bomb") }
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

    @Test func cpuTime() async throws {
        try await expect(.outOfCPUTime, limits: Limits(cpuMilliseconds: 200)) { try await $0.guest("spin") }
    }

    @Test func cpuTimeOfManyShortProcessesCountsTogether() async throws {
        try await expect(.outOfCPUTime, limits: Limits(cpuMilliseconds: 300)) { try await $0.sh("while true; do /bin/true; done") }
    }

    @Test func memory() async throws {
        try await expect(.outOfMemory, limits: Limits(memoryBytes: 64 << 20)) { try await $0.guest("memory", "200000000") }
    }

    @Test func memoryOfAProcessThatIgnoresTheRequestToEnd() async throws {
        let limits = Limits(wallMilliseconds: 10_000, graceMilliseconds: 1_000_000, memoryBytes: 64 << 20)
        try await expect(.outOfMemory, limits: limits) { try await $0.sh("trap '' TERM; guest memory 200000000") }
    }

    @Test func memoryOfAProcessThatHidesItself() async throws {
        try await expect(.outOfMemory, limits: Limits(memoryBytes: 64 << 20)) { try await $0.guest("hidden-memory", "200000000") }
    }

    /// While nothing runs, pid 1 looks less closely; whoever then begins must be seen, whichever process that is.
    @Test(arguments: [
        "sleep 1; guest memory 200000000", "sleep 1; (guest memory 200000000 &); sleep 100", "(sleep 1; guest memory 200000000) & wait; sleep 100",
    ])
    func memoryAfterALongRest(script: String) async throws {
        try await expect(.outOfMemory, limits: Limits(wallMilliseconds: 20_000, memoryBytes: 64 << 20)) { try await $0.sh(script) }
    }

    @Test func memoryInSharedMappings() async throws {
        try await expect(.outOfMemory, limits: Limits(memoryBytes: 64 << 20)) { try await $0.guest("mapped-memory", "200000000") }
    }

    @Test func memoryOfManyProcessesCountsTogether() async throws {
        try await expect(.outOfMemory, limits: Limits(memoryBytes: 64 << 20)) {
            try await $0.sh("for i in 1 2 3 4 5 6; do guest memory 20000000 & done; wait")
        }
    }

    @Test func memoryThatProcessesShareCountsOnce() async throws {
        let result = try await inSandbox(limits: Limits(memoryBytes: 64 << 20)) { try await $0.guest("shared-memory", "30000000", "5") }
        #expect(result.termination == .exited(0))
    }

    @Test func openFiles() async throws {
        let result = try await inSandbox(limits: Limits(openFiles: 64)) { try await $0.sh("ulimit -n; ulimit -Hn") }
        #expect(result.lines == ["64", "64"])
    }

    @Test func noCoreDumps() async throws {
        #expect(try await inSandbox { try await $0.sh("ulimit -c; ulimit -Hc; ulimit -c unlimited") }.lines == ["0", "0"])
    }

    @Test func aStepWithinItsLimitsIsLeftAlone() async throws {
        let limits = Limits(cpuMilliseconds: 60_000, memoryBytes: 256 << 20, processes: 10, fileBytes: 8 << 20, scratchBytes: 16 << 20)
        let result = try await inSandbox(limits: limits) {
            try await $0.sh("dd if=/dev/zero of=/tmp/f bs=64k count=100 2>/dev/null; for i in 1 2 3 4 5; do sleep 0.1 & done; wait; echo fine")
        }
        #expect(result.termination == .exited(0))
        #expect(result.lines == ["fine"])
    }

    @Test func tenThousandOrphansAreReaped() async throws {
        let result = try await inSandbox { try await $0.guest("zombies", "10000") }
        #expect(result.termination == .exited(0))
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
