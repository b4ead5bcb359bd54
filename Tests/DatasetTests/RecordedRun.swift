import Catalog
import Foundation
import Orchestrator
import Sandbox
import SystemPackage

/// Runs whose attempts are given rather than carried out.
enum RecordedRun {
    /// Files that a job could have kept, not made by witness.
    static let outputs = ["policy.json", "policy.signed.json", "policy.pub", "build.json", "site/product.bin"].map {
        JobFile(path: "/home/dev/\($0)", content: Array("content of \($0)\n".utf8))
    }

    static func plan(target: Int, shard: Shard = .whole, seed: UInt64 = 7) -> RunPlan {
        RunPlan(
            seed: seed, target: target, shard: shard, imageDigest: "sha256:0", catalogVersion: "1", toolVersions: ["witness": "0.11.0"])
    }

    /// Records every example of the plan's shard; each tenth is rejected.
    static func record(_ plan: RunPlan, in directory: FilePath, outputs: [JobFile] = outputs) throws -> RunStore {
        let store = try RunStore(writing: directory, plan: plan)
        for index in plan.shard.indices(below: plan.target) {
            let planned = try job(index, outputs: outputs)
            let isRejected = index % 10 == 9
            let steps = planned.job.steps.map { step in
                StepRecord(
                    name: step.name,
                    result: ProcessResult(
                        termination: .exited(step.expectation.exit == .success ? 0 : 1),
                        standardError: CapturedOutput(head: Array("level=info\n".utf8), totalBytes: 11)
                    )
                )
            }
            let rejection = Rejection(step: "verify", failureClass: "exited", signature: "0", message: "no")
            try store.record(
                Attempt(
                    jobKey: JobKey(of: planned.job),
                    number: 1,
                    steps: steps,
                    outputs: outputs,
                    verdict: isRejected ? .rejected(rejection) : .verified
                ),
                of: planned
            )
        }
        return store
    }

    private static func job(_ index: Int, outputs: [JobFile]) throws -> PlannedJob {
        let row = SyntheticRows.row(index)
        let record = """
            {"specification":{"index":\(index),"seed":7,"task":"run-line","language":"go","project":"plain","command":"go-build","step":"build",\
            "attestors":[],"ci":"none","rego":[],"signer":"ed25519","sbom":"none"},\
            "evidence":{"attestations":["/home/dev/build.json"],"policy":"/home/dev/policy.json","signedPolicy":"/home/dev/policy.signed.json",\
            "publicKey":"/home/dev/policy.pub","artifact":"/home/dev/site/product.bin"},\
            "row":\(String(decoding: try JSONEncoder().encode(row), as: UTF8.self))}
            """
        let job = Job(
            imageDigest: "sha256:0",
            environment: ["INDEX": "\(index)"],
            workingDirectory: "/home/dev/site",
            steps: [
                Step(name: "run-build", arguments: ["witness", "run"]),
                Step(name: "control/other-key", arguments: ["witness", "verify"], expectation: Expectation(exit: .failure)),
            ],
            outputs: outputs.map(\.path)
        )
        return PlannedJob(index: index, id: row.id, job: job, specification: Array(record.utf8))
    }
}
