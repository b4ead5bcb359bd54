import Foundation
import SystemPackage

/// A directory of a test's own, gone with the value.
final class BuildScratch {
    let url = FileManager.default.temporaryDirectory.appending(path: "witnessbox-build-\(UUID().uuidString)", directoryHint: .isDirectory)

    var path: FilePath { FilePath(url.path(percentEncoded: false)) }

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// Writes a file, and the directories it lies in.
    func write(_ text: String, to file: String, mode: Int = 0o644) throws {
        let place = url.appending(path: file)
        try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: place.path(percentEncoded: false))
    }

    func text(_ file: String) -> String? {
        try? String(contentsOf: url.appending(path: file), encoding: .utf8)
    }

    /// Names in the directory, sorted.
    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: url.path(percentEncoded: false))) ?? []).sorted()
    }
}
