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
}
