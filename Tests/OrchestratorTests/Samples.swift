import Sandbox
import SystemPackage

@testable import Orchestrator

extension Attempt {
    /// An attempt whose content follows from the job alone.
    static func scripted(_ job: Job, number: Int, verdict: Verdict = .verified) throws -> Attempt {
        let key = try JobKey(of: job)
        let output = CapturedOutput(head: Array(key.description.utf8), totalBytes: 64)
        let record = StepRecord(name: "say", result: ProcessResult(termination: .exited(0), standardOutput: output, standardError: output))
        // The shared file has the same bytes in every attempt, the own file in none.
        let outputs = [JobFile(path: "/out/own", content: Array(key.description.utf8)), JobFile(path: "/out/shared", content: [0, 255])]
        return Attempt(jobKey: key, number: number, steps: [record], outputs: outputs, verdict: verdict)
    }
}

extension Verdict {
    static func failure(_ signature: String = "0123456789abcdef", message: String = "exited 1, expected exit 0") -> Verdict {
        .rejected(Rejection(step: "say", failureClass: "exited", signature: signature, message: message))
    }
}

extension RunPlan {
    static func sample(target: Int, seed: UInt64 = 7, shard: Shard = .whole, imageDigest: String = "sha256:1", catalogVersion: String = "1")
        -> RunPlan
    {
        RunPlan(seed: seed, target: target, shard: shard, imageDigest: imageDigest, catalogVersion: catalogVersion)
    }
}

/// The job at an index of every test plan.
@Sendable func samplePlanned(_ index: Int) -> PlannedJob {
    let job = Job(imageDigest: "sha256:1", workingDirectory: "/task", steps: [Step(name: "say", arguments: ["echo", "\(index)"])])
    return PlannedJob(index: index, id: "7-\(index)", job: job, specification: Array("{\"index\":\(index)}".utf8))
}

/// Runs what is left of a plan in a directory with scripted executors.
@discardableResult
func carryOut(
    _ plan: RunPlan,
    in directory: FilePath,
    workers: Int = 1,
    log: EventLog = EventLog(),
    executor: @escaping @Sendable () async throws -> any JobExecutor = { ScriptedExecutor() },
    planned: @escaping @Sendable (Int) throws -> PlannedJob = samplePlanned
) async throws -> RunSummary {
    let store = try RunStore(writing: directory, plan: plan)
    return try await WorkerPool(store: store, concurrency: .fixed(workers), makeExecutor: executor, observe: log.append).run(planned: planned)
}
