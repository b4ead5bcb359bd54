import Foundation

/// A directory that goes when its last user does.
final class TemporaryDirectory {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "witnessbox-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file below the directory, parents included.
    func write(_ text: String, to name: String) throws {
        let file = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// The bytes of every file under a directory below this one, by relative path.
    func files(under name: String) throws -> [String: Data] {
        let root = URL(filePath: path).appending(path: name)
        var files: [String: Data] = [:]
        for item in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
            let file = root.appending(path: item)
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            if attributes[.type] as? FileAttributeType == .typeRegular { files[item] = try Data(contentsOf: file) }
        }
        return files
    }
}
