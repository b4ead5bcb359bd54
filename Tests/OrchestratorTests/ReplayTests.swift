import Sandbox
import TestSupport
import Testing

@testable import Orchestrator

@Suite struct ReplayTests {
    private let busybox: BusyboxImage
    private let directory: TemporaryDirectory

    init() throws {
        busybox = try BusyboxImage()
        directory = try TemporaryDirectory()
    }

    /// Records a job as it runs, then lets `change` alter the record, and replays it.
    private func replay(
        _ job: Job,
        through last: String? = nil,
        change: (inout Attempt) -> Void = { _ in },
        comparing equal: @escaping Replay.OutputComparison = { _, _, _ in false }
    ) async throws -> ReplayReport {
        let store = try RunStore(writing: directory.path, plan: .sample(target: 1))
        return try await busybox.withRunner { runner in
            var attempt = try await runner.attempt(job, number: 1)
            change(&attempt)
            try store.record(attempt, of: PlannedJob(index: 0, id: "7-0", job: job, specification: []))
            return try await Replay(of: try store.example("7-0"), in: store, runner: runner).run(through: last, comparing: equal)
        }
    }

    private func sample(fails: Bool) -> Job {
        busybox.job(["build": "echo built > out", "check": fails ? "echo broken >&2; exit 4" : "true"], outputs: ["/task/out"])
    }

    @Test(arguments: [false, true])
    func anUnchangedExampleAgrees(fails: Bool) async throws {
        let report = try await replay(sample(fails: fails))
        #expect(report.agrees)
        #expect(report.steps.count == 2)
    }

    @Test func anotherEndingOfAStepDiffers() async throws {
        let report = try await replay(sample(fails: true)) { attempt in
            attempt.steps[1].result.termination = .exited(0)
            attempt.steps[1].unmetExpectation = nil
            attempt.verdict = .verified
        }
        #expect(report.differences.map(\.subject) == ["check"])
        #expect(report.differences.first?.recorded == "exited 0")
    }

    @Test func aStepThatRanOnlyOnceDiffers() async throws {
        let report = try await replay(sample(fails: false)) { attempt in
            attempt.steps[0].result.termination = .exited(4)
            attempt.steps[0].unmetExpectation = "exited 4, expected exit 0"
            attempt.steps.removeLast()
            attempt.verdict = .failure()
        }
        #expect(report.differences.map(\.subject) == ["build", "check"])
        #expect(report.differences.last?.recorded == "not run")
    }

    /// A record from elsewhere may claim more steps than its job has.
    @Test func aStepThatTheJobDoesNotHaveDiffers() async throws {
        let report = try await replay(sample(fails: false)) { attempt in
            var extra = attempt.steps[0]
            extra.name = "another"
            attempt.steps.append(extra)
        }
        #expect(report.differences.map(\.subject) == ["another"])
        #expect(report.differences.first?.replayed == "not run")
    }

    @Test func otherContentOfAnOutputDiffersUnlessThePlannerCallsItEqual() async throws {
        let job = busybox.job(["build": "cat /proc/sys/kernel/random/uuid > out"], outputs: ["/task/out"])
        let strict = try await replay(job)
        #expect(strict.differences.map(\.subject) == ["/task/out"])
    }

    @Test func thePlannerDecidesWhatMayVary() async throws {
        let job = busybox.job(["build": "cat /proc/sys/kernel/random/uuid > out"], outputs: ["/task/out"])
        let report = try await replay(job, comparing: { path, recorded, replayed in path == "/task/out" && recorded.count == replayed.count })
        #expect(report.agrees)
    }

    @Test func anOutputThatIsGoneDiffers() async throws {
        let report = try await replay(sample(fails: false)) { $0.outputs.append(JobFile(path: "/task/gone", content: [1])) }
        #expect(report.differences == [.init(subject: "/task/gone", recorded: "1 bytes", replayed: "absent")])
    }

    @Test func untilStopsAfterTheStepAndComparesOnlySoFar() async throws {
        let report = try await replay(sample(fails: true), through: "build")
        #expect(report.agrees)
        #expect(report.steps.count == 1)
    }

    @Test func anUnknownStepIsNamed() async throws {
        let error = await #expect(throws: OrchestratorError.self) { try await replay(sample(fails: true), through: "deploy") }
        #expect(error?.stage == "no-step")
        #expect(error?.mend.contains("build, check") == true)
    }

    @Test func anExampleWithoutAVerdictIsRefused() async throws {
        let error = await #expect(throws: OrchestratorError.self) {
            try await replay(sample(fails: false)) { $0.verdict = .infrastructure(message: "x") }
        }
        #expect(error?.stage == "no-verdict")
    }
}
