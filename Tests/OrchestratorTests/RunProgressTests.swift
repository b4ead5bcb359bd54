import Testing

@testable import Orchestrator

@Suite struct RunProgressTests {
    @Test func countsRateAndRemainingTimeFollowTheEvents() {
        var progress = RunProgress()
        progress.apply(.started(planned: 100, verified: 40, rejected: 2, workers: 2))
        #expect(progress.rate(after: .seconds(5)) == nil)
        #expect(progress.remaining(after: .seconds(5)) == nil)

        progress.apply(.infrastructureFailure(id: "a", attempt: 1, message: "x", willRetry: true))
        for _ in 0..<7 { progress.apply(.finished(id: "a", verdict: .verified, attempts: 1, wallMilliseconds: 1)) }
        progress.apply(.finished(id: "b", verdict: .failure(), attempts: 1, wallMilliseconds: 1))
        #expect(progress.verified == 47)
        #expect(progress.rejected == 3)
        #expect(progress.failureClasses == ["exited": 1])
        #expect(progress.infrastructureFailures == 1)
        #expect(progress.fraction == 0.5)
        // What earlier runs did says nothing about this run's speed.
        #expect(progress.rate(after: .seconds(4)) == 2)
        #expect(progress.remaining(after: .seconds(4)) == .seconds(25))
    }

    @Test func anEmptyRunIsDone() {
        #expect(RunProgress().fraction == 1)
    }
}
