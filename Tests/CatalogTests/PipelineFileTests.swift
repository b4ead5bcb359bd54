import CIMocks
import Foundation
import Orchestrator
import Testing
import Yams

@testable import Catalog

@Suite("Pipeline files of examples")
struct PipelineFileTests {
    private struct Example {
        let job: Job
        let planned: PlannedExample

        /// Whether the task runs witness otherwise than a pipeline file would.
        var hasOwnRun: Bool { ["config-file", "multi-step", "flags"].contains(planned.specification.task) }

        /// Path in the repository, and text.
        func pipelineFile() throws -> (path: String, text: String)? {
            guard let path = planned.evidence.pipelineFile else { return nil }
            let file = try #require(job.files.first { $0.path == path })
            return (String(path.dropFirst(job.workingDirectory.count + 1)), String(decoding: file.content, as: UTF8.self))
        }
    }

    private static func examples(_ platform: CIPlatform, count: Int = 24, only more: String...) throws -> [Example] {
        let catalog = try Catalog.load()
        let filters = try (["ci=\(platform.rawValue)"] + more).map { try AxisValue(parsing: $0) }
        let plan = try Plan(seed: 9, catalog: catalog, only: filters)
        let builder = JobBuilder(catalog: catalog, imageDigest: "sha256:0")
        return try (0..<count).map { index in
            let planned = try builder.plannedJob(for: plan.specification(at: index))
            return Example(job: planned.job, planned: try JSONDecoder().decode(PlannedExample.self, from: Data(planned.specification)))
        }
    }

    /// What the steps up to the attestation carry out, as the pipeline divides it.
    private func executed(_ job: Job) -> [String] {
        func text(_ name: String) -> [String] { job.steps.filter { $0.name == name }.compactMap(\.arguments.last) }
        return [text("keys").joined(), (text("prepare") + text("run")).joined(separator: "\n")]
    }

    @Test(
        "hold, for a reader of YAML, the scripts that the sandbox carries out and no others", arguments: [CIPlatform.gitHub, .gitLab, .awsCodeBuild])
    func scripts(platform: CIPlatform) throws {
        for example in try Self.examples(platform) where !example.hasOwnRun {
            let (_, text) = try #require(try example.pipelineFile())
            #expect(Self.scripts(in: try Yams.load(yaml: text)) == executed(example.job).map { $0 + "\n" })
        }
    }

    @Test("are kept as evidence, lie in the repository and are checked after the run", arguments: CIPlatform.allCases)
    func kept(platform: CIPlatform) throws {
        var shown = 0
        for example in try Self.examples(platform) + Self.examples(platform, only: "task=full-pipeline") {
            let names = example.job.steps.map(\.name)
            guard let (path, text) = try example.pipelineFile() else {
                #expect(!platform.keepsPipelineFile || example.hasOwnRun)
                #expect(!names.contains("pipeline-check"))
                continue
            }
            #expect(example.job.outputs.contains("\(example.job.workingDirectory)/\(path)"))
            let check = try #require(names.firstIndex(of: "pipeline-check"))
            #expect(try check > #require(names.firstIndex(of: "run")))
            #expect(Array(example.job.steps[check].arguments.suffix(2)) == executed(example.job))
            let (question, answer) = (example.planned.row.messages[1].content, example.planned.row.messages[2].content)
            let isShown = answer.contains(text)
            #expect(isShown == names.contains("pipeline"))
            // A rule may name the file, too.
            #expect(!isShown || question.contains(path))
            if isShown { shown += 1 }
        }
        #expect((shown > 0) == platform.keepsPipelineFile)
    }

    /// The scripts of jobs in any of the three forms of YAML, in order.
    private static func scripts(in value: Any?) -> [String] {
        guard let map = value as? [String: Any] else { return (value as? [Any] ?? []).flatMap(scripts) }
        return map.sorted { $0.key < $1.key }.flatMap { key, value in
            ["run", "script", "commands"].contains(key) ? (value as? String).map { [$0] } ?? (value as? [String]) ?? [] : scripts(in: value)
        }
    }
}
