import Basics
import Catalog
import Foundation
import SystemPackage

/// Writes the training files of a run: `dataset/` with a file for each split, `duplicates.jsonl`, `splits.json`, `croissant.json`
/// and the card, `README.md`.
///
/// The files depend on the set of rows alone, not on the order in which they are added. Rows wait in a spool on disk; memory grows by a few bytes a word of text.
/// Each split is in a shuffled order fixed by the rows' names, because trainers batch consecutive rows. Used by one task at a time.
public final class DatasetExporter {
    /// The first rows, which are the same at any size of the dataset, tell what all answers share.
    private static let templateReference = 100

    private let staged: StagedDirectory
    private let spool: FileWriter
    private var entries: [RowEntry] = []
    private var questions = ShingleTable()
    private var answers = ShingleTable()
    private var controls: [Int] = []
    private var sizes: [Split: Int] = [:]

    /// Begins an export into `directory/dataset`, which stays as it is until ``finish(_:)``.
    /// - Throws: ``DatasetError`` when the directory cannot be written.
    public init(directory: FilePath) throws {
        staged = try StagedDirectory(replacing: directory.appending("dataset"))
        spool = try FileWriter(creating: staged.path.appending("spool"))
    }

    /// Takes one verified example.
    /// - Parameters:
    ///   - row: the row as it shall be written.
    ///   - index: the example's position in the plan, from 0.
    ///   - controls: negative controls that the example passed, each a verification that had to fail and did.
    public func add(_ row: TrainingRow, index: Int, controls: Int) throws {
        let line = try CanonicalJSON.encode(row) + [UInt8(ascii: "\n")]
        let question = NormalizedText(row.messages.filter { $0.role == .user }.map(\.content).joined(separator: "\n"))
        let answer = NormalizedText(row.messages.filter { $0.role == .assistant }.map(\.content).joined(separator: "\n"))
        questions.append(words: question.words(), length: 3)
        answers.append(words: answer.words(replacing: TextMask.volatile), length: 3)
        entries.append(
            RowEntry(
                index: index,
                id: row.id,
                ordinal: entries.count,
                offset: spool.count,
                length: line.count,
                group: SplitPlan.group(attestors: row.metadata.attestors, command: row.metadata.command),
                heldOut: HeldOut(row.metadata),
                question: UInt64(truncatingIfNeeded: StableHash.digest(question.bytes)),
                answer: UInt64(truncatingIfNeeded: StableHash.digest(answer.bytes)),
                facts: RowFacts(row.metadata),
                attestors: row.metadata.attestors,
                rank: StableHash.number("order\n\(row.id)")
            )
        )
        self.controls.append(controls)
        try spool.append(line)
    }

    /// Writes the files and puts them in the place of the former ones.
    /// - Parameter observe: is told what each stage took, for benchmarks.
    /// - Throws: ``DatasetError`` when two examples claim one index, or the files cannot be written; the former files then stay.
    public func finish(_ provenance: DatasetProvenance, observe: @escaping (String, Duration) -> Void = { _, _ in }) throws -> DatasetSummary {
        var watch = StageWatch(observe: observe)
        entries.sort { $0.index < $1.index }
        if let (first, second) = zip(entries, entries.dropFirst()).first(where: { $0.index == $1.index }) {
            throw DatasetError(
                stage: "index",
                subject: second.id,
                cause: "'\(first.id)' has the same place \(first.index) in the plan",
                mend: "the run's store is damaged: generate into a new directory"
            )
        }
        questions = questions.selecting(entries.lazy.map(\.ordinal))
        answers = answers.selecting(entries.lazy.map(\.ordinal)).withoutTemplate(reference: Self.templateReference)
        let screening = RowScreening(entries, questions: questions, answers: answers)
        watch.ended("finding duplicates and placing the rows")
        answers = ShingleTable()
        let leftOut = try writeDuplicates(screening.verdicts)
        let splits = try writeSplits(screening.verdicts)
        watch.ended("writing the files")
        let kept = screening.verdicts.indices.filter { splits[$0] != nil }
        let proof = SplitProof(
            kept.map { entries[$0] },
            splits: kept.compactMap { splits[$0] },
            questions: questions.selecting(kept),
            moved: screening.moved
        )
        questions = ShingleTable()
        watch.ended("comparing the splits with training")
        try write(CanonicalJSON.encodeReadably(proof), to: SplitProof.fileName)
        let summary = DatasetSummary(
            rows: Dictionary(grouping: splits.compactMap(\.self)) { $0 }.mapValues(\.count)
                .merging(Split.allCases.filter(\.isCustomary).map { ($0, 0) }) { count, _ in count },
            leftOut: leftOut,
            proof: proof,
            report: try measure(kept)
        )
        watch.ended("measuring")
        try write(Array(DatasetCard(provenance: provenance, summary: summary, controls: controls).text.utf8), to: "README.md")
        let files = try Split.allCases.filter { summary.rows[$0, default: 0] > 0 }.map { split in
            let path = staged.path.appending(split.fileName)
            return CroissantMetadata.File(split: split, bytes: sizes[split, default: 0], sha256: try StableHash.hexadecimal(ofFile: path))
        }
        let croissant = CroissantMetadata(provenance: provenance, files: files)
        try write(CanonicalJSON.encodeReadably(croissant.document), to: CroissantMetadata.fileName)
        try spool.remove()
        try staged.commit()
        return summary
    }

    private func line(of entry: RowEntry) throws -> [UInt8] {
        try spool.read(at: entry.offset, count: entry.length)
    }

    private func write(_ content: [UInt8], to name: String) throws {
        let writer = try FileWriter(creating: staged.path.appending(name))
        try writer.append(content)
        try writer.close()
    }

    /// Writes every row that is left out, with the reason, and counts the reasons.
    private func writeDuplicates(_ verdicts: [RowScreening.Verdict]) throws -> [DuplicateRow.Reason: Int] {
        let writer = try FileWriter(creating: staged.path.appending("duplicates.jsonl"))
        let decoder = JSONDecoder()
        var counts: [DuplicateRow.Reason: Int] = [:]
        for (entry, verdict) in zip(entries, verdicts) {
            guard case .leftOut(let finding) = verdict else { continue }
            counts[finding.reason, default: 0] += 1
            let duplicate = DuplicateRow(
                duplicateOf: entries[finding.earlier].id,
                reason: finding.reason,
                similarity: finding.similarity,
                row: try decoder.decode(TrainingRow.self, from: Data(line(of: entry)))
            )
            try writer.append(CanonicalJSON.encode(duplicate) + [UInt8(ascii: "\n")])
        }
        try writer.close()
        return counts
    }

    /// Writes the files of the splits and returns the split of each row.
    private func writeSplits(_ verdicts: [RowScreening.Verdict]) throws -> [Split?] {
        let splits: [Split?] = verdicts.map { if case .kept(let split) = $0 { split } else { nil } }
        for split in Split.allCases {
            let rows = zip(entries, splits).filter { $0.1 == split }.map(\.0)
            guard split.isCustomary || !rows.isEmpty else { continue }
            let writer = try FileWriter(creating: staged.path.appending(split.fileName))
            for entry in rows.sorted(by: { ($0.rank, $0.index) < ($1.rank, $1.index) }) { try writer.append(line(of: entry)) }
            sizes[split] = writer.count
            try writer.close()
        }
        return splits
    }

    private func measure(_ kept: [Int]) throws -> DatasetReport {
        let decoder = JSONDecoder()
        var analyzer = DatasetAnalyzer()
        for row in kept {
            try analyzer.add(decoder.decode(DatasetRow.self, from: Data(line(of: entries[row]))))
        }
        return analyzer.report()
    }
}
