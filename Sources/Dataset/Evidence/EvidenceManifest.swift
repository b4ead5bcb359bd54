import Foundation
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

    /// The packs, by name.
    public var packs: [Pack]

    /// The manifest of an evidence directory, or `nil` when there is none.
    /// - Throws: ``DatasetError`` when it cannot be read.
    public init?(of directory: FilePath) throws {
        let path = directory.appending(Self.fileName)
        guard let data = FileManager.default.contents(atPath: path.string) else { return nil }
        do {
            self = try JSONDecoder().decode(Self.self, from: data)
        } catch {
            throw DatasetError(
                stage: "manifest",
                subject: path.string,
                cause: "it is not a manifest of evidence packs",
                mend: "remove the file and run 'witnessbox generate' on the directory again"
            )
        }
    }

    init() {
        packs = []
    }
}
