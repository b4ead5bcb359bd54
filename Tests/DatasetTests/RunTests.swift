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
        #expect(summary.rows.values.reduce(0, +) == 117)
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

    @Test(arguments: ExportFormat.allCases) func `an export holds every row with the format's keys and no others`(format: ExportFormat) throws {
        let directory = try TemporaryDirectory()
        let summary = try RunPublisher(store: RecordedRun.record(RecordedRun.plan(target: 120), in: directory.path)).publish()
        let output = directory.path.appending("out")
        for _ in 0..<2 {
            #expect(try DatasetConverter(format: format).convert(directory.path, into: output) == summary.rows)
        }
        let keys: Set<String> = format == .chat ? ["messages"] : format == .text ? ["text"] : ["prompt", "completion"]
        var rows = 0
        for split in Split.allCases {
            try LineReader(path: output.appending(split.fileName)).forEachLine { _, line in
                let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
                #expect(object.map { Set($0.keys) } == keys)
                rows += 1
            }
        }
        #expect(rows == summary.rows.values.reduce(0, +))
    }

    @Test func `an export never replaces a directory with other files, and names a run without a dataset`() throws {
        let directory = try TemporaryDirectory()
        let output = directory.path.appending("out")
        try FileManager.default.createDirectory(atPath: output.string, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(filePath: output.appending("notes.txt").string))
        let occupied = #expect(throws: DatasetError.self) { try DatasetConverter(format: .chat).convert(directory.path, into: output) }
        #expect(occupied?.subject == output.string)
        #expect(try directory.text("out/notes.txt") == "mine")
        let missing = #expect(throws: DatasetError.self) {
            try DatasetConverter(format: .chat).convert(directory.path, into: directory.path.appending("new"))
        }
        #expect(missing?.cause == "there is no dataset")
        #expect(!FileManager.default.fileExists(atPath: directory.path.appending("new").string))
    }
}
