import Synchronization
import TestSupport
import Testing

@testable import Orchestrator

@Suite struct WorkerPoolTests {
    @Test(arguments: [1, 4])
    func everyExampleGetsOneVerdict(workers: Int) async throws {
        let directory = try TemporaryDirectory()
        let log = EventLog()
        let summary = try await carryOut(.sample(target: 25), in: directory.path, workers: workers, log: log)
        #expect(summary == RunSummary(planned: 25, verified: 25, rejected: 0, failureClasses: [:], finishedNow: 25, interrupted: false))

        let content = try RunStore(reading: directory.path).content()
        #expect(content.map(\.example.index) == Array(0..<25))
        for stored in content {
            let planned = samplePlanned(stored.example.index)
            #expect(stored.example.job == planned.job)
            #expect(stored.example.jobKey == (try JobKey(of: planned.job)))
            #expect(stored.example.specification == planned.specification)
            #expect(stored.attempts == [try .scripted(planned.job, number: 1)])
        }
        #expect(log.events.first == .started(planned: 25, verified: 0, rejected: 0, workers: workers))
        #expect(log.events.last == .ended(summary))
        #expect(log.events.count == 27)
    }

    @Test func resumeRunsOnlyWhatIsLeft() async throws {
        let directory = try TemporaryDirectory()
        try await carryOut(.sample(target: 10), in: directory.path)
        let ran = Mutex<[Int]>([])
        let summary = try await carryOut(
            .sample(target: 14), in: directory.path,
            planned: { index in
                ran.withLock { $0.append(index) }
                return samplePlanned(index)
            })
        #expect(ran.withLock { $0 } == [10, 11, 12, 13])
        #expect(summary.finishedNow == 4)
        #expect(summary.verified == 14)
    }

    @Test func additionsAreCarriedOutAfterTheTargetAndBecomePartOfAGreaterOne() async throws {
        let directory = try TemporaryDirectory()
        try await carryOut(.sample(target: 3), in: directory.path)
        var plan = RunPlan.sample(target: 3)
        plan.additions = [7, 9]
        #expect(try await carryOut(plan, in: directory.path).planned == 5)
        #expect(try RunStore(reading: directory.path).content().map(\.example.index) == [0, 1, 2, 7, 9])

        let again = try await carryOut(.sample(target: 3), in: directory.path)
        #expect((again.planned, again.verified, again.finishedNow) == (5, 5, 0))
        let greater = try await carryOut(.sample(target: 8), in: directory.path)
        #expect((greater.planned, greater.verified, greater.finishedNow) == (9, 9, 4))
        #expect(try RunStore(reading: directory.path).plan.additions == [9])
    }

    @Test func guestFailuresAreNeverTriedAgain() async throws {
        let directory = try TemporaryDirectory()
        let summary = try await carryOut(.sample(target: 6), in: directory.path) {
            ScriptedExecutor { job, number in try .scripted(job, number: number, verdict: .failure()) }
        }
        #expect(summary.rejected == 6)
        #expect(summary.failureClasses == ["exited": 6])
        #expect(summary.infrastructureFailure == nil)

        let before = try RunStore(reading: directory.path).content()
        #expect(before.allSatisfy { $0.attempts.count == 1 })
        try await carryOut(.sample(target: 6), in: directory.path)
        #expect(try RunStore(reading: directory.path).content() == before)
    }

    @Test func failuresOfTheMachineryAreTriedAgainAndKept() async throws {
        let directory = try TemporaryDirectory()
        let log = EventLog()
        let executors = Atomic(0)
        let summary = try await carryOut(.sample(target: 5), in: directory.path, log: log) {
            executors.add(1, ordering: .relaxed)
            return ScriptedExecutor { job, number in
                try .scripted(job, number: number, verdict: number < 3 ? .infrastructure(message: "broken \(number)") : .verified)
            }
        }
        #expect(summary.verified == 5)
        // Each failure replaces the executor.
        #expect(executors.load(ordering: .relaxed) == 11)
        for stored in try RunStore(reading: directory.path).content() {
            #expect(stored.attempts.map(\.number) == [1, 2, 3])
            #expect(stored.attempts.map(\.verdict) == [.infrastructure(message: "broken 1"), .infrastructure(message: "broken 2"), .verified])
        }
        #expect(log.events.contains(.infrastructureFailure(id: "7-0", attempt: 2, message: "broken 2", willRetry: true)))
        #expect(log.events.count { $0 == .slotReplaced(cause: "broken 1") || $0 == .slotReplaced(cause: "broken 2") } == 10)
    }

    @Test func anExampleThatAlwaysBreaksTheMachineryIsLeftForTheNextRun() async throws {
        let directory = try TemporaryDirectory()
        let poison = try JobKey(of: samplePlanned(1).job)
        let summary = try await carryOut(.sample(target: 5), in: directory.path) {
            ScriptedExecutor { job, number in
                try .scripted(job, number: number, verdict: try JobKey(of: job) == poison ? .infrastructure(message: "broken") : .verified)
            }
        }
        #expect(summary.verified == 4)
        #expect(summary.remaining == 1)
        #expect(summary.infrastructureFailure != nil)

        let mended = try await carryOut(.sample(target: 5), in: directory.path)
        #expect(mended.verified == 5)
        #expect(mended.infrastructureFailure == nil)
        let attempts = try RunStore(reading: directory.path).content()[1].attempts
        #expect(attempts.map(\.number) == [1, 2, 3, 4])
        #expect(attempts.map(\.verdict.name) == ["infrastructure", "infrastructure", "infrastructure", "verified"])
    }

    @Test func aBurstOfFailuresStopsTheRun() async throws {
        let directory = try TemporaryDirectory()
        let summary = try await carryOut(.sample(target: 1000), in: directory.path, workers: 2) {
            ScriptedExecutor { job, number in try .scripted(job, number: number, verdict: .infrastructure(message: "no namespaces")) }
        }
        let reason = try #require(summary.infrastructureFailure)
        #expect(reason.contains("no namespaces"))
        #expect(summary.remaining == 1000)
        #expect(try RunStore(reading: directory.path).content().count < 10)
    }

    @Test func anExecutorThatCannotBeMadeEndsTheRun() async throws {
        struct NoNamespaces: Error {}
        let directory = try TemporaryDirectory()
        await #expect(throws: NoNamespaces.self) {
            try await carryOut(.sample(target: 10), in: directory.path, workers: 3) { throw NoNamespaces() }
        }
        #expect(try RunStore(reading: directory.path).content().isEmpty)
    }

    @Test func aPlanThatFailsEndsTheRunAndKeepsWhatIsDone() async throws {
        struct BadTemplate: Error {}
        let directory = try TemporaryDirectory()
        await #expect(throws: BadTemplate.self) {
            try await carryOut(
                .sample(target: 10), in: directory.path,
                planned: { index in
                    guard index < 4 else { throw BadTemplate() }
                    return samplePlanned(index)
                })
        }
        #expect(try RunStore(reading: directory.path).content().map(\.example.index) == [0, 1, 2, 3])
    }

    @Test func cancellationDropsWhatIsInHandAndBeginsNothingNew() async throws {
        let directory = try TemporaryDirectory()
        let (started, continuation) = AsyncStream.makeStream(of: Void.self)
        let count = Atomic(0)
        let run = Task {
            try await carryOut(.sample(target: 50), in: directory.path) {
                ScriptedExecutor { job, number in
                    if count.add(1, ordering: .relaxed).newValue == 3 {
                        continuation.yield()
                        // Never ends by itself.
                        for await _ in AsyncStream<Void>.makeStream().stream {}
                        throw CancellationError()
                    }
                    return try .scripted(job, number: number)
                }
            }
        }
        for await _ in started { break }
        run.cancel()
        let summary = try await run.value
        #expect(summary.interrupted)
        #expect(summary.infrastructureFailure == nil)
        #expect(try RunStore(reading: directory.path).content().map(\.example.index) == [0, 1])
        try await carryOut(.sample(target: 50), in: directory.path)
        #expect(try RunStore(reading: directory.path).content().allSatisfy { $0.attempts.count == 1 && $0.example.state == .verified })
    }

    @Test func shardsTogetherAreThePlan() async throws {
        let whole = try TemporaryDirectory()
        try await carryOut(.sample(target: 20), in: whole.path)
        var union: [StoredContent] = []
        for number in 1...3 {
            let part = try TemporaryDirectory()
            let shard = try #require(Shard("\(number)/3"))
            let summary = try await carryOut(.sample(target: 20, shard: shard), in: part.path)
            #expect(summary.remaining == 0)
            union += try RunStore(reading: part.path).content()
        }
        union.sort { $0.example.index < $1.example.index }
        #expect(union == (try RunStore(reading: whole.path).content()))
    }
}
