import Foundation
import SystemPackage

/// A directory that is removed, with all it holds, when the value goes.
public final class TemporaryDirectory: Sendable {
    /// The directory.
    public let path: FilePath

    /// Makes an empty directory.
    public init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "witnessbox-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = FilePath(url.path(percentEncoded: false))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path.string)
    }

    /// Writes a file below the directory, and the directories it lies in.
    @discardableResult
    public func write(_ content: some Sequence<UInt8>, to name: String) throws -> FilePath {
        let file = path.appending(name)
        try FileManager.default.createDirectory(atPath: file.removingLastComponent().string, withIntermediateDirectories: true)
        try Data(content).write(to: URL(filePath: file.string))
        return file
    }

    /// Makes a directory in the directory.
    public func makeDirectory(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path.appending(name).string, withIntermediateDirectories: true)
    }

    /// Everything below `name`, sorted, relative to it.
    public func contents(of name: String) -> [String] {
        let enumerator = FileManager.default.enumerator(atPath: path.appending(name).string)
        return (enumerator?.compactMap { $0 as? String } ?? []).sorted()
    }

    /// The bytes of every regular file below `name`, by path relative to it.
    public func files(under name: String = "") throws -> [String: Data] {
        let root = path.appending(name)
        var files: [String: Data] = [:]
        for item in contents(of: name) {
            let file = root.appending(item).string
            let type = try FileManager.default.attributesOfItem(atPath: file)[.type] as? FileAttributeType
            if type == .typeRegular { files[item] = try Data(contentsOf: URL(filePath: file)) }
        }
        return files
    }

    /// The text of a file.
    public func text(_ name: String) throws -> String {
        try String(contentsOfFile: path.appending(name).string, encoding: .utf8)
    }
}
