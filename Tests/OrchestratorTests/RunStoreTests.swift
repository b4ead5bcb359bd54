import Foundation
import Sandbox
import SystemPackage
import TestSupport
import Testing

@testable import Orchestrator

@Suite struct RunStoreTests {
    @Test func anAttemptComesBackAsItWas() throws {
        let directory = try TemporaryDirectory()
        let store = try RunStore(writing: directory.path, plan: .sample(target: 1))
        let planned = samplePlanned(0)
        var records = [
            Termination.exited(3), .signalled(9), .timedOut, .outOfMemory, .seccomp, .notStarted(stage: "execve", errno: 2),
            .infrastructure(stage: "clone"),
        ].enumerated().map { position, termination in
            StepRecord(
                name: "step-\(position)",
                result: ProcessResult(termination: termination, wallMilliseconds: position, cpuMilliseconds: 2, peakMemoryBytes: 3))
        }
        records[0].result.standardOutput = CapturedOutput(head: [0xff, 0x00], tail: [0xfe], totalBytes: 1 << 33)
        records[0].result.standardError = CapturedOutput(head: Array("né\n".utf8), totalBytes: 4)
        records[6].unmetExpectation = "exited 3, expected exit 0"
        let outputs = [
            JobFile(path: "/a", mode: 0o755, content: [0xff, 0]), JobFile(path: "/b", content: []),
            JobFile(path: "/c", mode: 0o755, content: [0xff, 0]),
        ]
        let attempt = Attempt(jobKey: try JobKey(of: planned.job), number: 1, steps: records, outputs: outputs, verdict: .failure(message: "no"))
        try store.record(attempt, of: planned)

        let reader = try RunStore(reading: directory.path)
        let example = try reader.example("7-0")
        #expect(try reader.attempts(of: example) == [attempt])
        #expect(example.state == .rejected)
        #expect(try reader.summary().rejected == 1)
    }

    @Test func attemptsAreNeverOverwritten() throws {
        let directory = try TemporaryDirectory()
        let store = try RunStore(writing: directory.path, plan: .sample(target: 2))
        let planned = samplePlanned(0)
        try store.record(try .scripted(planned.job, number: 1, verdict: .infrastructure(message: "x")), of: planned)
        #expect(throws: OrchestratorError.self) { try store.record(try .scripted(planned.job, number: 1), of: planned) }
        try store.record(try .scripted(planned.job, number: 2), of: planned)
        let before = try store.content()

        #expect(throws: OrchestratorError.self) { try store.record(try .scripted(planned.job, number: 3, verdict: .failure()), of: planned) }
        var impostor = samplePlanned(1)
        impostor.index = 0
        #expect(throws: OrchestratorError.self) { try store.record(try .scripted(impostor.job, number: 3), of: impostor) }
        #expect(try store.content() == before)
    }

    @Test func equalOutputsAreKeptOnce() throws {
        let directory = try TemporaryDirectory()
        let store = try RunStore(writing: directory.path, plan: .sample(target: 40))
        let large = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        for index in 0..<40 {
            let planned = samplePlanned(index)
            var attempt = try Attempt.scripted(planned.job, number: 1)
            attempt.outputs = [JobFile(path: "/out/\(index)", content: large)]
            try store.record(attempt, of: planned)
        }
        #expect(try store.content().allSatisfy { $0.attempts[0].outputs[0].content == large })
        let size = try FileManager.default.attributesOfItem(atPath: directory.path.appending("run.sqlite-wal").string)[.size] as? Int
        #expect(try #require(size) < 8_000_000)
    }

    @Test(arguments: [
        RunPlan.sample(target: 5, seed: 8), .sample(target: 5, imageDigest: "sha256:2"), .sample(target: 5, catalogVersion: "2"),
        .sample(target: 4), RunPlan(seed: 7, target: 5, imageDigest: "sha256:1", catalogVersion: "1", selection: ["language=go"]),
        RunPlan(seed: 7, target: 5, imageDigest: "sha256:1", catalogVersion: "1", lacking: ["trivy"]),
        RunPlan(seed: 7, target: 5, imageDigest: "sha256:1", catalogVersion: "1", stepMilliseconds: 9),
        RunPlan(seed: 7, target: 5, imageDigest: "sha256:1", backend: .chroot, catalogVersion: "1"),
    ])
    func aDirectoryOfAnotherPlanIsRefusedAndLeftAlone(other: RunPlan) async throws {
        let directory = try TemporaryDirectory()
        try await carryOut(.sample(target: 5), in: directory.path)
        let before = try RunStore(reading: directory.path).content()
        let error = #expect(throws: OrchestratorError.self) { try RunStore(writing: directory.path, plan: other) }
        #expect(error?.stage == "other-plan")
        #expect(error?.kind == .usage)
        #expect(try RunStore(reading: directory.path).content() == before)
        #expect(try RunStore(reading: directory.path).plan == .sample(target: 5))
    }

    @Test func theSamePlanMayGrow() throws {
        let directory = try TemporaryDirectory()
        _ = try RunStore(writing: directory.path, plan: .sample(target: 5))
        _ = try RunStore(writing: directory.path, plan: .sample(target: 9))
        #expect(try RunStore.plan(of: directory.path) == .sample(target: 9))
        let json = try Data(contentsOf: URL(filePath: directory.path.appending("run.json").string))
        #expect(try JSONDecoder().decode(RunPlan.self, from: json) == .sample(target: 9))
    }

    @Test func aSecondWriterIsRefusedWhileReadersAreServed() throws {
        let directory = try TemporaryDirectory()
        let writer = try RunStore(writing: directory.path, plan: .sample(target: 5))
        let error = #expect(throws: OrchestratorError.self) { try RunStore(writing: directory.path, plan: .sample(target: 5)) }
        #expect(error?.stage == "locked")
        #expect(error?.kind == .infrastructure)
        try writer.record(try .scripted(samplePlanned(0).job, number: 1), of: samplePlanned(0))
        #expect(try RunStore(reading: directory.path).summary().verified == 1)
    }

    @Test func theLockEndsWithItsHolder() throws {
        let directory = try TemporaryDirectory()
        for _ in 0..<3 {
            _ = try RunStore(writing: directory.path, plan: .sample(target: 5))
        }
    }

    @Test(arguments: ["not a database, though long enough to be one, 0123456789", String(repeating: "x", count: 20_000)])
    func aFileThatIsNoStoreIsRefusedAndLeftAlone(text: String) throws {
        let directory = try TemporaryDirectory()
        let url = URL(filePath: directory.path.appending("run.sqlite").string)
        try Data(text.utf8).write(to: url)
        let error = #expect(throws: OrchestratorError.self) { try RunStore(writing: directory.path, plan: .sample(target: 5)) }
        #expect(error?.stage == "corrupt-store")
        #expect(throws: OrchestratorError.self) { try RunStore(reading: directory.path) }
        #expect(try Data(contentsOf: url) == Data(text.utf8))
    }

    @Test func aTruncatedStoreIsRefused() async throws {
        let directory = try TemporaryDirectory()
        try await carryOut(.sample(target: 200), in: directory.path)
        let path = directory.path.appending("run.sqlite")
        let file = try FileDescriptor.open(path, .readWrite)
        try file.resize(to: try file.seek(offset: 0, from: .end) / 2)
        try file.close()
        let error = await #expect(throws: OrchestratorError.self) { try await carryOut(.sample(target: 300), in: directory.path) }
        #expect(error?.stage == "corrupt-store")
        #expect(error?.subject == path.string)
    }

    @Test func anOutputThatCannotBeADirectoryIsRefused() throws {
        let directory = try TemporaryDirectory()
        try Data().write(to: URL(filePath: directory.path.appending("file").string))
        for place in ["file", "file/below"] {
            let error = #expect(throws: OrchestratorError.self) {
                try RunStore(writing: FilePath("\(directory.path)/\(place)"), plan: .sample(target: 5))
            }
            #expect(error?.stage == "output")
        }
    }

    @Test func aDirectoryWithoutARunIsNamed() throws {
        let directory = try TemporaryDirectory()
        let error = #expect(throws: OrchestratorError.self) { try RunStore(reading: directory.path) }
        #expect(error?.stage == "no-run")
        #expect(try RunStore.plan(of: directory.path) == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path.string).isEmpty)
    }

    @Test func failuresAreGroupedBySignature() throws {
        let directory = try TemporaryDirectory()
        let store = try RunStore(writing: directory.path, plan: .sample(target: 9))
        for (index, verdict) in [Verdict.failure("b"), .verified, .failure("a", message: "first"), .failure("a", message: "second")].enumerated() {
            let planned = samplePlanned(index)
            try store.record(try .scripted(planned.job, number: 1, verdict: verdict), of: planned)
        }
        let groups = try store.failureGroups()
        #expect(groups.map(\.signature) == ["a", "b"])
        #expect(groups.map(\.count) == [2, 1])
        #expect(groups.map(\.sample) == ["7-2", "7-0"])
        #expect(groups[0].rejection.message == "first")
    }

    @Test func failuresBecomeFilesOnce() throws {
        let directory = try TemporaryDirectory()
        let store = try RunStore(writing: directory.path, plan: .sample(target: 3))
        for index in 0..<3 {
            let planned = samplePlanned(index)
            try store.record(try .scripted(planned.job, number: 1, verdict: index == 1 ? .failure() : .verified), of: planned)
        }
        try FailureArchive(store: store).write()
        try FailureArchive(store: store).write()
        let failures = directory.path.appending("failures")
        #expect(try FileManager.default.contentsOfDirectory(atPath: failures.string) == ["7-1"])
        let job = try Data(contentsOf: URL(filePath: failures.appending("7-1").appending("job.json").string))
        #expect(try JSONDecoder().decode(Job.self, from: job) == samplePlanned(1).job)
        let output = try Data(contentsOf: URL(filePath: failures.appending("7-1").appending("01-say.stdout").string))
        #expect(String(decoding: output, as: UTF8.self) == (try JobKey(of: samplePlanned(1).job)).description)
    }
}
