import Catalog
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Dataset

@Suite struct SplitTests {
    private static let provenance = DatasetProvenance(seed: 7, imageDigest: "sha256:0", catalogVersion: "1", planned: 0, executed: 0)

    private func export(_ rows: [TrainingRow], to directory: TemporaryDirectory) throws -> DatasetSummary {
        let exporter = try DatasetExporter(directory: directory.path)
        for (index, row) in rows.enumerated() { try exporter.add(row, index: index, controls: 3) }
        return try exporter.finish(Self.provenance)
    }

    private func splits(of directory: TemporaryDirectory) throws -> [String: Split] {
        var splits: [String: Split] = [:]
        for (split, path) in try DatasetLocation(directory.path).splitFiles() {
            try RowReader<TrainingRow>(path: path).forEachRow { splits[$1.id] = split }
        }
        return splits
    }

    private func leftOut(_ directory: TemporaryDirectory) throws -> [String: DuplicateRow] {
        var rows: [String: DuplicateRow] = [:]
        try RowReader<DuplicateRow>(path: directory.path.appending("dataset/duplicates.jsonl")).forEachRow { rows[$1.row.id] = $1 }
        return rows
    }

    /// A number in letters, since words with digits count as values rather than language.
    private func letters(_ number: Int) -> String {
        String(number).map { ["0": "a", "1": "b", "2": "c", "3": "d", "4": "e", "5": "f", "6": "g", "7": "h", "8": "i"][$0] ?? "j" }.joined()
    }

    /// A row with words that no other row has.
    private func row(_ id: String, words: Range<Int>, answer: String? = nil, attestors: [String] = ["git"], command: String = "go-build")
        -> TrainingRow
    {
        var row = SyntheticRows.row(0)
        row.id = id
        row.messages[1].content = words.map { "question\(letters($0))" }.joined(separator: " ")
        row.messages[2].content = answer ?? words.map { "answer\(letters($0))" }.joined(separator: " ")
        row.metadata.attestors = attestors
        row.metadata.command = command
        row.metadata.rego = []
        row.metadata.questionFrame = "plain"
        return row
    }

    @Test func `a row that repeats or resembles an earlier one is named with it, with the reason, and is in no split`() throws {
        let directory = try TemporaryDirectory()
        let original = row("original", words: 0..<40)
        var shouted = original
        shouted.id = "shouted"
        shouted.messages[1].content = original.messages[1].content.uppercased().replacing(" ", with: "  \u{00A0}")
        let rows = [
            original, shouted,
            row("other-answer", words: 0..<40, answer: "something else"),
            row("near-question", words: 0..<42, answer: "yet another thing"),
            row("near-answer", words: 20..<60, answer: original.messages[2].content + " indeed"),
            row("same-answer-elsewhere", words: 100..<180, answer: original.messages[2].content),
            row("distinct", words: 200..<240),
        ]
        let summary = try export(rows, to: directory)
        let found = try leftOut(directory)
        #expect(
            found.mapValues(\.reason) == [
                "shouted": .sameRow, "other-answer": .sameQuestion, "near-question": .similarQuestion, "near-answer": .similarAnswer,
            ])
        #expect(found.values.allSatisfy { $0.duplicateOf == "original" && $0.similarity >= 0.8 })
        #expect(found["shouted"]?.row == shouted)
        #expect(summary.leftOut.values.allSatisfy { $0 == 1 })
        #expect(Set(try splits(of: directory).keys) == ["original", "same-answer-elsewhere", "distinct"])
    }

    @Test func `a row follows the test row that it resembles, and is left out where it cannot`() throws {
        let directory = try TemporaryDirectory()
        // Groups are tried until one lies in `test`; the pair of attestors is held out of training.
        let command = try #require(
            (0..<2000).map { "c\($0)" }.first { command in
                let axes = row("", words: 0..<3, command: command).metadata
                let plan = SplitPlan.Row(index: 500, group: SplitPlan.group(attestors: axes.attestors, command: command), heldOut: nil)
                return HeldOut(axes) == nil && SplitPlan(rows: [plan]).split(of: plan) == .test
            })
        let rows = [
            row("in-test", words: 0..<40, command: command),
            row("in-combo", words: 100..<140, attestors: ["maven", "sarif"]),
            row("in-train", words: 200..<240),
            row("follows", words: 10..<50, answer: "one"),
            row("cannot-follow", words: 110..<150, answer: "two"),
            row("held-out-of-train", words: 210..<250, answer: "three", attestors: ["maven", "sarif"]),
        ]
        let summary = try export(rows, to: directory)
        #expect(try splits(of: directory) == ["in-test": .test, "in-combo": .testCombo, "in-train": .train, "follows": .test])
        #expect(try leftOut(directory).mapValues(\.duplicateOf) == ["cannot-follow": "in-combo", "held-out-of-train": "in-train"])
        #expect(summary.leftOut == [.acrossSplits: 2])
        #expect(summary.proof.moved == 1)
    }

    @Test func `training shows nothing that is held out, and splits.json proves it`() throws {
        let directory = try TemporaryDirectory()
        let summary = try export((0..<1500).map(SyntheticRows.row), to: directory)
        let splits = try splits(of: directory)
        var combos = 0
        for row in (0..<1500).map(SyntheticRows.row) {
            guard let split = splits[row.id] else { continue }
            let hasPair = [["lockfiles", "sarif"], ["maven", "sarif"]].contains { Set(row.metadata.attestors).isSuperset(of: $0) }
            #expect(!hasPair || split != .train)
            if split == .testCombo { combos += hasPair ? 1 : 0 }
        }
        #expect(combos == summary.rows[.testCombo])
        #expect(combos > 50)
        let proof = try JSONDecoder().decode(SplitProof.self, from: Data(directory.text("dataset/splits.json").utf8))
        #expect(proof == summary.proof)
        #expect(proof.heldOutInTraining == 0)
        #expect(proof.heldOut[.testCombo] == ["lockfiles + sarif", "maven + sarif"])
        #expect(proof.distances.map(\.split) == Split.allCases.filter { $0 != .train && summary.rows[$0, default: 0] > 0 })
        for distance in proof.distances {
            #expect(distance.sharedQuestions == 0)
            #expect(distance.greatestSimilarity < 0.8)
            #expect(distance.copiedAnswer <= distance.copiedStep)
        }
    }

    @Test func `the most similar row is the one that a comparison with every row finds`() {
        var table = ShingleTable()
        for index in 0..<300 { table.append(words: NormalizedText(SyntheticRows.row(index).messages[1].content).words(), length: 3) }
        let sets = (0..<300).map { Set(table[$0]) }
        func jaccard(_ one: Int, _ two: Int) -> Double {
            let common = sets[one].intersection(sets[two]).count
            return Double(common) / Double(sets[one].count + sets[two].count - common)
        }
        var nearest = NearestRows(table, among: Array(0..<200))
        for row in 200..<300 {
            let found = nearest.nearest(to: row)
            let best = (0..<200).max { jaccard(row, $0) < jaccard(row, $1) }.map { jaccard(row, $0) }
            #expect(found?.similarity ?? 0 == best)
            if let found { #expect(jaccard(row, found.row) == found.similarity) }
        }
    }
}
