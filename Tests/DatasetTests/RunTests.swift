import Catalog
import Foundation
import Orchestrator
import SystemPackage
import TestSupport
import Testing

@testable import Dataset

@Suite struct RunTests {
    private func shards(_ count: Int, target: Int, in directory: TemporaryDirectory) throws -> [FilePath] {
        try (1...count).map { number in
            let path = directory.path.appending("shard-\(number)")
            let shard = try #require(Shard("\(number)/\(count)"))
            _ = try RunPublisher(store: RecordedRun.record(RecordedRun.plan(target: target, shard: shard), in: path)).publish()
            return path
        }
    }

    private func published(_ directory: FilePath) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for part in ["dataset", "evidence"] {
            for name in try FileManager.default.contentsOfDirectory(atPath: directory.appending(part).string) {
                files["\(part)/\(name)"] = try Data(contentsOf: URL(filePath: directory.appending(part).appending(name).string))
            }
        }
        return files
    }

    @Test(arguments: [2, 3]) func `merged shards are the unsharded run, byte for byte`(count: Int) throws {
        let directory = try TemporaryDirectory()
        let whole = directory.path.appending("whole")
        let summary = try RunPublisher(store: RecordedRun.record(RecordedRun.plan(target: 130), in: whole)).publish()
        #expect(summary.rows.values.reduce(0, +) + summary.duplicates == 117)
        let merged = directory.path.appending("merged")
        let store = try RunMerger(shards: try shards(count, target: 130, in: directory).reversed()).merge(into: merged)
        _ = try RunPublisher(store: store).publish()
        #expect(try published(merged) == published(whole))
        #expect(try store.summary().verified == 117)
        #expect(try store.summary().rejected == 13)
    }

    @Test func `an interrupted merge goes on where it stopped`() throws {
        let directory = try TemporaryDirectory()
        let paths = try shards(2, target: 40, in: directory)
        let merged = directory.path.appending("merged")
        do {
            let store = try RunStore(writing: merged, plan: RecordedRun.plan(target: 40))
            let first = try RunStore(reading: paths[0])
            let example = try first.example("7-000000")
            let planned = PlannedJob(index: 0, id: example.id, job: example.job, specification: example.specification)
            for attempt in try first.attempts(of: example) { try store.record(attempt, of: planned) }
        }
        let store = try RunMerger(shards: paths).merge(into: merged)
        #expect(try store.summary().verified == 36)
        #expect(try store.summary().rejected == 4)
    }

    @Test func `shards of another plan, missing and repeated ones are refused by name`() throws {
        let directory = try TemporaryDirectory()
        let paths = try shards(3, target: 12, in: directory)
        let other = directory.path.appending("other")
        let shard = try #require(Shard("3/3"))
        _ = try RecordedRun.record(RecordedRun.plan(target: 15, shard: shard, seed: 8), in: other)
        func refusal(_ shards: [FilePath]) -> DatasetError? {
            #expect(throws: DatasetError.self) { try RunMerger(shards: shards) }
        }
        #expect(refusal([paths[0], paths[1], other])?.subject == other.string)
        #expect(refusal([paths[0], paths[1], other])?.cause.contains("seed, target differ") == true)
        #expect(refusal([paths[0], paths[2]])?.description.hasPrefix("dataset: merge 'shard 2/3': it is missing") == true)
        #expect(refusal([paths[0], paths[1], paths[1], paths[2]])?.cause.hasPrefix("it was given 2 times") == true)
        #expect(refusal([])?.stage == "merge")
    }

    @Test(arguments: ExportFormat.allCases.filter { ![.preference, .parquet].contains($0) })
    func `an export holds every row with the format's keys and no others`(format: ExportFormat) async throws {
        let directory = try TemporaryDirectory()
        let summary = try RunPublisher(store: RecordedRun.record(RecordedRun.plan(target: 120), in: directory.path)).publish()
        let output = directory.path.appending("out")
        for _ in 0..<2 {
            #expect(try await DatasetConverter(format: format).convert(directory.path, into: output).rows == summary.rows)
        }
        let keys: Set<String> = format == .completions ? ["prompt", "completion"] : format == .text ? ["text"] : ["messages"]
        var rows = 0
        for split in summary.rows.keys {
            try LineReader(path: output.appending(split.fileName)).forEachLine { _, line in
                let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
                #expect(object.map { Set($0.keys) } == keys)
                rows += 1
            }
        }
        #expect(rows == summary.rows.values.reduce(0, +))
    }

    @Test func `an export for mlx-lm has a row for each answer`() async throws {
        let directory = try TemporaryDirectory()
        let turns = ["Fix this.", "Do that.", "And now?", "Then this."].enumerated().map { position, text in
            ChatMessage(role: position.isMultiple(of: 2) ? .user : .assistant, content: text)
        }
        let row = TrainingRow(id: "1", messages: turns, metadata: SyntheticRows.row(0).metadata)
        try Data(JSONEncoder().encode(row)).write(to: URL(filePath: directory.path.appending("train.jsonl").string))
        let output = directory.path.appending("out")
        let summary = try await DatasetConverter(format: .mlx).convert(directory.path, into: output)
        #expect(summary.rows == [.train: 2])
        var conversations: [[String]] = []
        try RowReader<DatasetRow>(path: output.appending("train.jsonl")).forEachRow { conversations.append($1.messages.map(\.content)) }
        #expect(conversations.sorted { $0.count < $1.count } == [["Fix this.", "Do that."], ["Fix this.", "Do that.", "And now?", "Then this."]])
    }

    @Test func `a rejected answer is the verified one with what a control saw refused`() throws {
        let answer =
            "```rego\npackage branch\ndeny contains msg if {\n  input.branch != \"main\"\n}\n```\n\"expires\": \"2032-01-01T00:00:00Z\"\nDone."
        let module = Data("package branch\ndeny contains msg if {\n  input.branch != \"other\"\n}\n".utf8).base64EncodedString()
        func job(_ steps: [(name: String, script: String, exit: Orchestrator.Expectation.Exit)]) -> Job {
            Job(
                imageDigest: "sha256:0", workingDirectory: "/",
                steps: steps.map {
                    Step(name: $0.name, arguments: ["bash", "-euc", $0.script], expectation: Orchestrator.Expectation(exit: $0.exit))
                })
        }
        let answers = RefusedAnswer.all(
            of: answer,
            in: job([
                ("run", ".expires = \"2001-01-01T00:00:00Z\"", .success), ("control-rego-branch", "jq 'x.module = \"\(module)\"' policy", .failure),
                ("control-expired-policy", "jq '.expires = \"2020-01-01T00:00:00Z\"'", .failure), ("control-tampered-artifact", "cp a b", .failure),
            ]))
        #expect(answers == [answer.replacing("\"main\"", with: "\"other\""), answer.replacing("2032", with: "2020")])
        #expect(RefusedAnswer.all(of: "No policy here.", in: job([("control-rego-branch", ".module = \"\(module)\"", .failure)])).isEmpty)
    }

    @Test func `a Python without pyarrow is named with the mend`() async throws {
        let directory = try TemporaryDirectory()
        _ = try RunPublisher(store: RecordedRun.record(RecordedRun.plan(target: 12), in: directory.path)).publish()
        let error = await #expect(throws: DatasetError.self) {
            try await DatasetConverter(format: .parquet, python: "no-such-python").convert(directory.path, into: directory.path.appending("out"))
        }
        #expect(error?.stage == "parquet")
        #expect(error?.mend.contains("pip install pyarrow") == true)
    }

    @Test func `an export never replaces a directory with other files, and names a run without a dataset`() async throws {
        let directory = try TemporaryDirectory()
        let output = directory.path.appending("out")
        try FileManager.default.createDirectory(atPath: output.string, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(filePath: output.appending("notes.txt").string))
        let occupied = await #expect(throws: DatasetError.self) { try await DatasetConverter(format: .chat).convert(directory.path, into: output) }
        #expect(occupied?.subject == output.string)
        #expect(try directory.text("out/notes.txt") == "mine")
        let missing = await #expect(throws: DatasetError.self) {
            try await DatasetConverter(format: .chat).convert(directory.path, into: directory.path.appending("new"))
        }
        #expect(missing?.cause == "there is no dataset")
        #expect(!FileManager.default.fileExists(atPath: directory.path.appending("new").string))
    }
}
