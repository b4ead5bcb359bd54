import Foundation
import FuzzSupport
import Orchestrator
import Sandbox
import SystemPackage

/// Reads the record of a run out of a database that the fuzzer has spoilt.
@main enum StoreTarget {
    static func main() {
        let box = ThrowawayBox()
        let seed = seed(in: box)
        Fuzzer.run(seeds: [seed]) { input in
            do {
                try Data(input).write(to: URL(filePath: box.root.appending("run.sqlite").string))
                let store = try RunStore(reading: box.root)
                _ = try store.summary()
                _ = try store.failureGroups()
                try store.forEachExample { example in
                    precondition(!example.id.contains("/") && !example.id.hasPrefix("."), example.id)
                    _ = try store.attempts(of: example).flatMap(\.logs)
                }
            } catch is OrchestratorError {
            } catch {
                fatalError("\(error)")
            }
            box.requireNothingOutside()
            box.empty()
        }
    }

    private static func seed(in box: ThrowawayBox) -> [UInt8] {
        do {
            let plan = RunPlan(seed: 7, target: 4, imageDigest: "sha256:0", catalogVersion: "1", toolVersions: ["witness": "0.11.0"])
            try record(RunStore(writing: box.root, plan: plan))
            defer { box.empty() }
            return [UInt8](try Data(contentsOf: URL(filePath: box.root.appending("run.sqlite").string)))
        } catch {
            fatalError("\(error)")
        }
    }

    private static func record(_ store: RunStore) throws {
        for index in 0..<3 {
            let job = Job(imageDigest: "sha256:0", workingDirectory: "/task", steps: [Step(name: "run", arguments: ["true"])], outputs: ["/task/a"])
            let planned = PlannedJob(index: index, id: "7-00000\(index)", job: job, specification: Array("{}".utf8))
            let rejection = Rejection(step: "run", failureClass: "exited", signature: "0", message: "no")
            let attempt = Attempt(
                jobKey: try JobKey(of: job),
                number: 1,
                steps: [StepRecord(name: "run", result: ProcessResult(termination: .exited(0)))],
                outputs: [JobFile(path: "/task/a", content: [1, 2, 3])],
                verdict: index == 1 ? .rejected(rejection) : .verified
            )
            try store.record(attempt, of: planned)
        }
    }
}
