import Sandbox
import Synchronization
import Testing

/// What one sandbox does to itself, others of the same process do not notice.
@Suite("Bombs and their neighbours", .needsBackend) struct NeighbourTests {
    struct Bomb: CustomTestStringConvertible {
        let testDescription: String
        let cause: Termination
        let limits: Limits
        let arguments: [String]

        init(_ name: String, endsAs cause: Termination, _ limits: Limits, _ arguments: String...) {
            (testDescription, self.cause, self.limits, self.arguments) = (name, cause, limits, arguments)
        }
    }

    static let bombs = [
        Bomb("memory", endsAs: .outOfMemory, Limits(memoryBytes: 32 << 20, scratchBytes: 8 << 20), "/bin/guest", "memory", "900000000"),
        Bomb("fork", endsAs: .tooManyProcesses, Limits(processes: 64), "/bin/guest", "bomb"),
        Bomb("scratch", endsAs: .outOfScratch, Limits(scratchBytes: 4 << 20), "/bin/sh", "-c", "while true; do cat /dev/zero >> /tmp/fill; done"),
        Bomb(
            "inodes", endsAs: .outOfScratch, Limits(scratchInodes: 100), "/bin/sh", "-c",
            "i=0; while true; do i=$((i + 1)); : > /tmp/$i; done"),
        Bomb("output", endsAs: .outputLimit, Limits(outputBytes: 10_000), "/bin/yes"),
        Bomb("CPU", endsAs: .outOfCPUTime, Limits(cpuMilliseconds: 200), "/bin/guest", "spin"),
        Bomb("wall", endsAs: .timedOut, Limits(wallMilliseconds: 2000, graceMilliseconds: 100), "/bin/guest", "ignore-term"),
        Bomb("open files", endsAs: .tooManyOpenFiles, Limits(openFiles: 64), "/bin/guest", "open-files"),
        Bomb("file size", endsAs: .fileTooLarge, Limits(fileBytes: 1 << 20), "/bin/dd", "if=/dev/zero", "of=/tmp/fill", "bs=64k"),
    ]

    @Test(arguments: bombs, SandboxBackend.testedMeans)
    func aBombEndsByNameAndThreeNeighboursNotAtAll(bomb: Bomb, cgroups: LimitEnforcement.Cgroups) async throws {
        let over = Flag()
        let started = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<3 {
                group.addTask { try await neighbour(by: cgroups, until: over, started: started.continuation) }
            }
            var count = 0
            for await _ in started.stream {
                count += 1
                if count == 3 { break }
            }
            let result = try await inSandbox(limits: bomb.limits, by: cgroups) { (sandbox) async throws in
                let result = try await sandbox.run(Command(arguments: bomb.arguments, environment: ["PATH": "/bin"]))
                _ = try await sandbox.sh("rm -f /tmp/*")
                #expect(try await sandbox.sh("echo next").lines == ["next"], "the sandbox is of use again")
                return result
            }
            over.raise()
            #expect(result.termination == bomb.cause)
            for try await steps in group { #expect(steps >= 2) }
        }
    }

    /// Files, processes and a pipe, over and over until the bomb is gone, and once more.
    /// - Returns: how many steps there were, each with the same outcome.
    private func neighbour(
        by cgroups: LimitEnforcement.Cgroups, until over: Flag, started: AsyncStream<Void>.Continuation
    ) async throws -> Int {
        try await inSandbox(limits: Limits(memoryBytes: 256 << 20), by: cgroups) { sandbox in
            var steps = 0
            var isLast = false
            while !isLast {
                isLast = over.isRaised
                let result = try await sandbox.sh("echo \(steps) >> /tmp/steps; seq 200 | wc -l; cat /tmp/steps | wc -l")
                #expect(result.termination == .exited(0))
                #expect(result.lines == ["200", "\(steps + 1)"])
                if steps == 0 { started.yield() }
                steps += 1
            }
            return steps
        }
    }
}

/// Raised once, seen by all.
private final class Flag: Sendable {
    private let raised = Atomic(false)

    var isRaised: Bool { raised.load(ordering: .acquiring) }

    func raise() {
        raised.store(true, ordering: .releasing)
    }
}
