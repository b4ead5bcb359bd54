import Images
import Sandbox
import TestSupport
import Testing

@testable import Orchestrator

@Suite struct JobRunnerTests {
    private let busybox: BusyboxImage

    init() throws {
        busybox = try BusyboxImage()
    }

    private func attempt(_ job: Job) async throws -> Attempt {
        try await busybox.withRunner { try await $0.attempt(job, number: 1) }
    }

    private func rejection(_ job: Job) async throws -> Rejection {
        let attempt = try await attempt(job)
        return try #require(attempt.verdict.rejection, "\(attempt.verdict)")
    }

    @Test func stepsShareOneSandboxAndTheOutputsAreKept() async throws {
        let job = busybox.job(
            ["first": "cat greeting > copy", "second": "mkdir -p out/deep; cat copy copy > out/deep/twice; echo done; echo said >&2"],
            files: [
                JobFile(path: "/task/greeting", content: [0xff, 0x0a]), JobFile(path: "/opt/tool", mode: 0o755, content: Array("#!/bin/sh\n".utf8)),
            ],
            outputs: ["/task/copy", "/task/out/", "/opt/tool"]
        )
        let attempt = try await attempt(job)
        #expect(attempt.verdict == .verified)
        #expect(attempt.jobKey == (try JobKey(of: job)))
        #expect(attempt.steps.map(\.name) == ["first", "second"])
        #expect(attempt.steps.map(\.result.termination) == [.exited(0), .exited(0)])
        #expect(attempt.steps[1].result.standardOutput.text == "done\n")
        #expect(attempt.steps[1].result.standardError.text == "said\n")
        #expect(attempt.outputs.map(\.path) == ["/opt/tool", "/task/copy", "/task/out/deep/twice"])
        #expect(attempt.outputs[2].content == [0xff, 0x0a, 0xff, 0x0a])
    }

    @Test func theNearerVariableWinsAndNoneComesFromTheHost() async throws {
        var steps = [Step(name: "job", arguments: ["env"]), Step(name: "step", arguments: ["sh", "-c", "echo $WHO $LEVEL; pwd"])]
        steps[1].environment = ["WHO": "step"]
        steps[1].workingDirectory = "/tmp"
        let attempt = try await attempt(busybox.job(steps))
        #expect(attempt.verdict == .verified)
        let variables = attempt.steps[0].result.standardOutput.text.split(separator: "\n").map { $0.split(separator: "=")[0] }
        #expect(Set(variables).isSuperset(of: ["LEVEL", "PATH", "WHO"]))
        #expect(!variables.contains { $0.hasPrefix("SWIFT") || $0 == "USER" || $0 == "LD_LIBRARY_PATH" })
        #expect(attempt.steps[0].result.standardOutput.text.contains("WHO=job\n"))
        #expect(attempt.steps[1].result.standardOutput.text == "step image\n/tmp\n")
    }

    @Test func aWorkingDirectoryWithoutFilesIsMade() async throws {
        let attempt = try await attempt(busybox.job(["here": "pwd"]))
        #expect(attempt.steps.first?.result.standardOutput.text == "/task\n")
    }

    @Test func theFirstUnmetExpectationEndsTheJob() async throws {
        let job = busybox.job(
            ["make": "echo made > made", "fail": "echo 'cause 17' >&2; exit 3", "never": "echo never > never"],
            outputs: ["/task/made", "/task/never"]
        )
        let attempt = try await attempt(job)
        #expect(attempt.steps.map(\.name) == ["make", "fail"])
        #expect(attempt.outputs.map(\.path) == ["/task/made"])
        let rejection = try #require(attempt.verdict.rejection)
        #expect(rejection.step == "fail")
        #expect(rejection.failureClass == "exited")
        #expect(rejection.message == "exited 3, expected exit 0")
        #expect(attempt.steps[1].unmetExpectation == rejection.message)
    }

    @Test func aControlMustFailForItsOwnReason() async throws {
        func control(_ script: String) -> Job {
            let expectation = Expectation(exit: .failure, standardErrorContains: ["wrong key"])
            return busybox.job([Step(name: "control", arguments: ["sh", "-c", script], expectation: expectation)])
        }
        let right = try await attempt(control("echo wrong key >&2; exit 1"))
        #expect(right.verdict == .verified)
        #expect(try await rejection(control("echo no such file >&2; exit 1")).failureClass == "wrong-output")
        #expect(try await rejection(control("echo wrong key >&2")).failureClass == "exited")
        #expect(try await rejection(control("echo wrong key >&2; kill -9 $$")).failureClass == "signalled")
    }

    @Test func aLimitIsTheGuestsFailure() async throws {
        var job = busybox.job(["hang": "sleep 1000"])
        job.limits.wallMilliseconds = 200
        #expect(try await rejection(job).failureClass == "timed-out")
    }

    @Test func aProgramThatIsNotThereIsTheGuestsFailure() async throws {
        #expect(try await rejection(busybox.job([Step(name: "absent", arguments: ["/bin/absent"])])).failureClass == "not-started")
    }

    @Test func whatTheJobAsksInVainIsNotTakenForTheMachinery() async throws {
        #expect(try await rejection(busybox.job(["ok": "true"], outputs: ["/task/absent"])).failureClass == "missing-output")
        #expect(try await rejection(busybox.job(["ok": "true"], outputs: ["/task/"])).failureClass == "missing-output")
        #expect(try await rejection(busybox.job(["pipe": "mkfifo pipe"], outputs: ["/task/pipe"])).failureClass == "unreadable-output")
        let unwritable = JobFile(path: "/bin/busybox/below", content: [])
        #expect(try await rejection(busybox.job(["ok": "true"], files: [unwritable])).step == "ok")
        #expect(try await rejection(busybox.job([Step(name: "nothing", arguments: [])])).failureClass == "command")
    }

    @Test func nothingOfAJobReachesTheNext() async throws {
        try await busybox.withRunner { runner in
            let dirty = busybox.job(["dirty": "echo x > /root/left; echo x > /task/left; sleep 1000 &"])
            let first = try await runner.attempt(dirty, number: 1)
            #expect(first.verdict == .verified)
            let clean = busybox.job(["clean": "test ! -e /root/left; test ! -e /task/left; ! ls /proc/[0-9]*/comm | grep sleep"])
            let second = try await runner.attempt(clean, number: 1)
            #expect(second.verdict == .verified)
        }
    }

    @Test func aJobOfAnotherImageIsRefused() async throws {
        var job = busybox.job(["ok": "true"])
        job.imageDigest = "sha256:other"
        let refused = job
        let error = await #expect(throws: OrchestratorError.self) { try await attempt(refused) }
        #expect(error?.stage == "other-image")
    }

    @Test func parallelRunsGiveWhatOneAtATimeGives() async throws {
        @Sendable func planned(_ index: Int) -> PlannedJob {
            let job = busybox.job(["work": "echo \(index) > out; test \(index % 5) != 3"], outputs: ["/task/out"])
            return PlannedJob(index: index, id: "7-\(index)", job: job, specification: [])
        }
        func content(workers: Int) async throws -> [StoredContent] {
            let directory = try TemporaryDirectory()
            let image = busybox.image
            try await carryOut(
                .sample(target: 12, imageDigest: image.digest), in: directory.path, workers: workers,
                executor: { try await JobRunner(image: image) }, planned: planned
            )
            return try RunStore(reading: directory.path).content().map(\.withoutCosts)
        }
        let one = try await content(workers: 1)
        #expect(one.count == 12)
        #expect(one.filter { $0.example.state == .rejected }.map(\.example.index) == [3, 8])
        let three = try await content(workers: 3)
        #expect(three == one)
    }
}

extension StoredContent {
    /// The content without times and memory, which no two runs share.
    fileprivate var withoutCosts: StoredContent {
        var content = self
        for (position, attempt) in attempts.enumerated() {
            content.attempts[position].steps = attempt.steps.map { record in
                var record = record
                record.result.wallMilliseconds = 0
                record.result.cpuMilliseconds = 0
                record.result.peakMemoryBytes = 0
                return record
            }
        }
        return content
    }
}
