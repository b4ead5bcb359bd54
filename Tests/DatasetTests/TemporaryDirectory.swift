import Foundation
import SystemPackage

/// A directory of the test's own, removed with all that is in it when the value goes out of use.
final class TemporaryDirectory {
    let path: FilePath

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "witnessbox-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = FilePath(url.path)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path.string)
    }

    /// Every file below the directory with its content, by relative path.
    func files() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path.string) {
            let url = URL(filePath: path.appending(name).string)
            if try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true { files[name] = try Data(contentsOf: url) }
        }
        return files
    }

    func text(_ name: String) throws -> String {
        try String(contentsOf: URL(filePath: path.appending(name).string), encoding: .utf8)
    }
}
