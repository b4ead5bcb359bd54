import Foundation
import Orchestrator
import SystemPackage

/// `evidence/manifest.json`: the packs of a run.
public struct EvidenceManifest: Codable, Sendable, Hashable {
    /// One pack.
    public struct Pack: Codable, Sendable, Hashable {
        /// Name of its file.
        public var name: String
        /// Examples in it.
        public var examples: Int
        /// SHA-256 over the names and job keys of the examples: tells whether the pack is complete without opening it.
        public var members: String
        /// SHA-256 of the file.
        public var sha256: String
    }

    static let fileName = "manifest.json"
    private static let maximumBytes = 64 << 20

    /// The packs, by name.
    public var packs: [Pack]

    /// The manifest of an evidence directory, or `nil` when there is none.
    /// - Throws: ``DatasetError`` when it cannot be read or is no manifest.
    public init?(of directory: FilePath) throws {
        guard FileManager.default.fileExists(atPath: directory.string) else { return nil }
        try self.init(in: RunFiles(directory), below: "", at: directory)
    }

    /// The manifest in a directory of a run: `below` is that directory's name with a slash, or empty for the run's own.
    init?(in files: RunFiles, below: String, at directory: FilePath) throws {
        guard let content = try files.content(of: below + Self.fileName, maximumBytes: Self.maximumBytes) else { return nil }
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(content))
        } catch {
            throw Self.damage(directory, "it is not a manifest of evidence packs")
        }
        guard packs.allSatisfy({ StoredExample.isName($0.name) }) else {
            throw Self.damage(directory, "it names a pack that is no file beside it")
        }
    }

    private static func damage(_ directory: FilePath, _ cause: String) -> DatasetError {
        DatasetError(
            stage: "manifest",
            subject: directory.appending(fileName).string,
            cause: cause,
            mend: "remove the file and run 'witnessbox generate' on the directory again"
        )
    }

    init() {
        packs = []
    }
}
