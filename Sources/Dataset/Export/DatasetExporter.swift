import Basics
import Catalog
import Foundation
import SystemPackage

/// Writes the training files of a run: `dataset/{train,valid,test}.jsonl`, `duplicates.jsonl` and the card, `README.md`.
///
/// The files depend on the set of rows alone, not on the order in which they are added. Rows wait in a spool on disk; memory grows by about a hundred bytes a row.
/// Each split is in a shuffled order fixed by the rows' names, because trainers batch consecutive rows. Used by one task at a time.
public final class DatasetExporter {
    private let staged: StagedDirectory
    private let spool: FileWriter
    private var entries: [RowEntry] = []
    private var controls: [Int] = []

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
        entries.append(
            RowEntry(
                index: index,
                id: row.id,
                offset: spool.count,
                length: line.count,
                group: SplitPlan.group(attestors: row.metadata.attestors, command: row.metadata.command),
                content: StableHash.digest(question.bytes + [0] + answer.bytes),
                rank: StableHash.number("order\n\(row.id)")
            )
        )
        self.controls.append(controls)
        try spool.append(line)
    }

    /// Writes the files and puts them in the place of the former ones.
    /// - Throws: ``DatasetError`` when two examples claim one index, or the files cannot be written; the former files then stay.
    public func finish(_ provenance: DatasetProvenance) throws -> DatasetSummary {
        entries.sort { $0.index < $1.index }
        if let (first, second) = zip(entries, entries.dropFirst()).first(where: { $0.index == $1.index }) {
            throw DatasetError(
                stage: "index",
                subject: second.id,
                cause: "'\(first.id)' has the same place \(first.index) in the plan",
                mend: "the run's store is damaged: generate into a new directory"
            )
        }
        let duplicates = try writeDuplicates()
        let plan = SplitPlan(rows: entries.lazy.map { ($0.index, $0.group) })
        let splits = Dictionary(grouping: entries) { plan.split(of: $0.group) }
        for split in Split.allCases {
            let writer = try FileWriter(creating: staged.path.appending(split.fileName))
            for entry in (splits[split] ?? []).sorted(by: { ($0.rank, $0.index) < ($1.rank, $1.index) }) {
                try writer.append(line(of: entry))
            }
            try writer.close()
        }
        let summary = DatasetSummary(
            rows: Dictionary(uniqueKeysWithValues: Split.allCases.map { ($0, splits[$0]?.count ?? 0) }),
            duplicates: duplicates,
            report: try measure()
        )
        let card = try FileWriter(creating: staged.path.appending("README.md"))
        try card.append(DatasetCard(provenance: provenance, summary: summary, controls: controls).text.utf8)
        try card.close()
        try spool.remove()
        try staged.commit()
        return summary
    }

    private func line(of entry: RowEntry) throws -> [UInt8] {
        try spool.read(at: entry.offset, count: entry.length)
    }

    /// Moves every row that repeats an earlier one out of ``entries`` and returns how many there were.
    private func writeDuplicates() throws -> Int {
        let writer = try FileWriter(creating: staged.path.appending("duplicates.jsonl"))
        let decoder = JSONDecoder()
        var first: [UInt128: String] = [:]
        var kept: [RowEntry] = []
        for entry in entries {
            guard let original = first[entry.content] else {
                first[entry.content] = entry.id
                kept.append(entry)
                continue
            }
            let row = try decoder.decode(TrainingRow.self, from: Data(line(of: entry)))
            try writer.append(CanonicalJSON.encode(DuplicateRow(duplicateOf: original, row: row)) + [UInt8(ascii: "\n")])
        }
        try writer.close()
        defer { entries = kept }
        return entries.count - kept.count
    }

    private func measure() throws -> DatasetReport {
        let decoder = JSONDecoder()
        var analyzer = DatasetAnalyzer()
        for entry in entries {
            try analyzer.add(decoder.decode(DatasetRow.self, from: Data(line(of: entry))))
        }
        return analyzer.report()
    }
}
