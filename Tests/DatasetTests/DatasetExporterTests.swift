import Catalog
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Dataset

@Suite struct DatasetExporterTests {
    private func export(
        _ rows: some Sequence<(Int, TrainingRow)>,
        to directory: TemporaryDirectory,
        planned: Int = 300
    ) throws -> DatasetSummary {
        let exporter = try DatasetExporter(directory: directory.path)
        for (index, row) in rows { try exporter.add(row, index: index, controls: 3 + index % 2) }
        return try exporter.finish(
            DatasetProvenance(
                seed: 7,
                imageDigest: "sha256:0",
                catalogVersion: "1",
                toolVersions: ["witness": "0.11.0", "syft": "1.18.1"],
                planned: planned,
                executed: planned
            )
        )
    }

    private func splits(of directory: TemporaryDirectory) throws -> [String: Split] {
        var splits: [String: Split] = [:]
        for (split, path) in try DatasetLocation(directory.path).splitFiles() {
            try RowReader<TrainingRow>(path: path).forEachRow { splits[$1.id] = split }
        }
        return splits
    }

    @Test func `the files are the same bytes in whatever order the rows come`() throws {
        let rows = (0..<300).map { ($0, SyntheticRows.row($0)) }
        let (forward, backward) = (try TemporaryDirectory(), try TemporaryDirectory())
        _ = try export(rows, to: forward)
        _ = try export(rows.reversed(), to: backward)
        let files = try forward.files()
        for name in ["train.jsonl", "valid.jsonl", "test.jsonl", "test-combo.jsonl", "duplicates.jsonl", "splits.json", "README.md"] {
            #expect(files["dataset/\(name)"] != nil)
        }
        #expect(try files == backward.files())
    }

    @Test func `a line is the row with sorted keys and plain slashes`() throws {
        let directory = try TemporaryDirectory()
        var row = SyntheticRows.row(1)
        row.messages[2].content = "a/b \"ü\"\n"
        row.metadata.attestors = ["git"]
        _ = try export([(1, row)], to: directory)
        let line = try [Split.train, .valid, .test].map { try directory.text("dataset/\($0.fileName)") }.joined()
        #expect(line.hasPrefix(#"{"id":"7-000001","messages":[{"content":"#))
        #expect(line.contains(#"{"content":"a/b \"ü\"\n","role":"assistant"}],"metadata":{"answerFrame":"plain","attestors":["git"],"ci":"none","#))
        #expect(line.hasSuffix("}}\n"))
        #expect(line.utf8.count { $0 == UInt8(ascii: "\n") } == 1)
    }

    @Test(arguments: [100, 200, 1000]) func `a row keeps its split when the dataset grows, and a group never lies in two`(count: Int) throws {
        let (small, large) = (try TemporaryDirectory(), try TemporaryDirectory())
        _ = try export((0..<count).map { ($0, SyntheticRows.row($0)) }, to: small)
        let summary = try export((0..<2000).map { ($0, SyntheticRows.row($0)) }, to: large)
        let before = try splits(of: small)
        let after = try splits(of: large)
        #expect(before.count + (try lines("dataset/duplicates.jsonl", of: small)) == count)
        for (id, split) in before { #expect(after[id] == split) }
        var splitOfGroup: [String: Split] = [:]
        for index in 0..<2000 {
            let row = SyntheticRows.row(index)
            guard HeldOut(row.metadata) == nil, let split = after[row.id] else { continue }
            let group = "\(row.metadata.attestors) \(row.metadata.command)"
            #expect(splitOfGroup[group, default: split] == split)
            splitOfGroup[group] = split
        }
        let kept = Double(summary.rows.values.reduce(0, +))
        #expect(0.005...0.05 ~= Double(summary.rows[.test] ?? 0) / kept)
        #expect(Double(summary.rows[.train] ?? 0) / kept > 0.6)
    }

    private func lines(_ name: String, of directory: TemporaryDirectory) throws -> Int {
        try directory.text(name).utf8.count { $0 == UInt8(ascii: "\n") }
    }

    @Test func `a hundred rows are enough for a batch of four in each split, wherever the hashes fall`() throws {
        for seed in 0..<20 {
            let rows = (0..<100).map { SplitPlan.Row(index: $0, group: StableHash.number("\(seed) \($0 / 2)"), heldOut: $0 < 20 ? .testCombo : nil) }
            let plan = SplitPlan(rows: rows)
            let counts = Dictionary(grouping: rows) { plan.split(of: $0) }.mapValues(\.count)
            #expect(counts[.valid] ?? 0 >= 4)
            #expect(counts[.test] ?? 0 >= 4)
            #expect(counts[.train] ?? 0 >= 60)
        }
    }

    @Test func `train is shuffled rather than in the order of the plan`() throws {
        let directory = try TemporaryDirectory()
        _ = try export((0..<300).map { ($0, SyntheticRows.row($0)) }, to: directory)
        var ids: [String] = []
        try RowReader<TrainingRow>(path: directory.path.appending("dataset/train.jsonl")).forEachRow { ids.append($1.id) }
        let ascents = zip(ids, ids.dropFirst()).count { $0 < $1 }
        #expect(Double(ascents) / Double(ids.count) < 0.65)
    }

    @Test func `the card's numbers are the data's`() throws {
        let directory = try TemporaryDirectory()
        let summary = try export((0..<300).map { ($0, SyntheticRows.row($0)) }, to: directory, planned: 1304)
        let card = try directory.text("dataset/README.md")
        let kept = try splits(of: directory)
        let rows = (0..<300).map(SyntheticRows.row).filter { kept[$0.id] != nil }
        let sets = Set(rows.map(\.metadata.attestors)).count
        for split in summary.rows.keys {
            let rows = try lines("dataset/\(split.fileName)", of: directory)
            #expect(rows == summary.rows[split])
            #expect(card.contains("| \(split.rawValue) | \(rows) |"))
        }
        #expect(card.hasPrefix("---\nlicense: unknown\nlanguage: [en]\n"))
        #expect(card.contains("size_categories: [n<1K]"))
        #expect(card.contains("| planned | 1,304 |"))
        #expect(card.contains("| distinct attestor sets | \(sets) |"))
        #expect(card.contains("at least 3 negative controls (3.5 on average)"))
        #expect(card.contains("| syft | 1.18.1 |\n| witness | 0.11.0 |"))
        let goRows = rows.count { $0.metadata.language == "go" }
        #expect(card.contains("go \(goRows)"))
    }

    @Test func `two examples for one place in the plan are refused and the former files stay`() throws {
        let directory = try TemporaryDirectory()
        _ = try export([(0, SyntheticRows.row(0))], to: directory)
        let before = try directory.files()
        let error = #expect(throws: DatasetError.self) { try export([(3, SyntheticRows.row(3)), (3, SyntheticRows.row(4))], to: directory) }
        #expect(error?.stage == "index")
        #expect(error?.description.contains("7-000003") == true)
        #expect(try directory.files() == before)
    }

    @Test func `an output that cannot be written is one clear error`() throws {
        let directory = try TemporaryDirectory()
        let file = directory.path.appending("file")
        try Data().write(to: URL(filePath: file.string))
        let error = #expect(throws: DatasetError.self) { try DatasetExporter(directory: file) }
        #expect(error?.stage == "write")
        #expect(error?.subject.hasPrefix(file.string) == true)
        #expect(error?.cause == "Not a directory")
    }
}
