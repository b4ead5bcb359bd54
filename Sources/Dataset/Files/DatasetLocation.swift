import Foundation
import SystemPackage

/// The training files that a path given by a user means.
public struct DatasetLocation {
    private let path: FilePath

    /// A run directory, a directory of training files, or one file of rows.
    public init(_ path: FilePath) {
        self.path = path
    }

    /// The files of rows.
    /// - Throws: ``DatasetError`` when there are none.
    public func rowFiles() throws -> [FilePath] {
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: path.string, isDirectory: &isDirectory), !isDirectory.boolValue { return [path] }
        return try splitFiles().map(\.path)
    }

    /// The files of the splits, train first.
    /// - Throws: ``DatasetError`` when there are none.
    func splitFiles() throws -> [(split: Split, path: FilePath)] {
        // The error below says more of a directory that is not there.
        if FileManager.default.fileExists(atPath: path.string) {
            let run = try RunFiles(path)
            for prefix in ["dataset/", ""] {
                let files = try Split.allCases.filter { try run.has(prefix + $0.fileName) }.map {
                    (split: $0, path: path.appending(prefix + $0.fileName))
                }
                if !files.isEmpty { return files }
            }
        }
        throw DatasetError(
            stage: "read",
            subject: path.string,
            cause: "there is no dataset",
            mend: "give the --output directory of a 'witnessbox generate', or a file of rows"
        )
    }
}
