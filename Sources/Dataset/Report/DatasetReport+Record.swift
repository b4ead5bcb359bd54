import Catalog
import Foundation
import Orchestrator
import SystemPackage

extension DatasetReport {
    private static let mostProofBytes = 16 << 20

    /// Adds what a run directory, or a dataset's, tells beside the rows themselves: ``splits`` and ``yield``, as far as they are there.
    /// - Throws: ``DatasetError`` when `splits.json` is none; what the run's store throws.
    public mutating func addRecord(of path: FilePath) throws {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path.string, isDirectory: &isDirectory), isDirectory.boolValue else { return }
        let files = try RunFiles(path)
        for name in ["dataset/\(SplitProof.fileName)", SplitProof.fileName] where splits == nil {
            guard let content = try files.content(of: name, maximumBytes: Self.mostProofBytes) else { continue }
            guard let proof = try? JSONDecoder().decode(SplitProof.self, from: Data(content)) else {
                throw DatasetError(
                    stage: "splits",
                    subject: path.appending(name).string,
                    cause: "it does not say how far apart the splits are",
                    mend: "run 'witnessbox generate' on the directory again to write its dataset anew"
                )
            }
            splits = proof
        }
        if try files.has("run.sqlite") { yield = try YieldReport(RunStore(reading: path), axes: axes) }
    }

    /// Counts ``coverage`` of a run directory, unless its examples were made from another catalog than this.
    /// - Throws: ``DatasetError`` when a row cannot be read; what the run's store throws.
    public mutating func addCoverage(of path: FilePath, catalog: Catalog) throws {
        let run = try RunStore(reading: path).plan
        guard run.catalogVersion == catalog.version else { return }
        var coverage = Coverage(of: try Plan(seed: run.seed, catalog: catalog, only: run.selection.map { try AxisValue(parsing: $0) }))
        for file in try DatasetLocation(path).rowFiles() {
            try RowReader<TrainingRow>(path: file).forEachRow { coverage.add($1.metadata) }
        }
        self.coverage = coverage.reports()
    }
}
