import Archive
import Basics
import Crypto
import Foundation
import Orchestrator
import SystemPackage

/// Writes the evidence of a run's verified examples into packs of a thousand places in the plan each: `evidence/NNNNN.tar.zst`.
///
/// A pack that already holds exactly the right examples is left alone, so a resumed run writes only what is missing. Inside a pack, files are sorted by example and
/// path, owned by root and dated 1970.
public struct EvidencePacker {
    /// Places in the plan that share a pack.
    static let placesPerPack = 1000

    private let store: RunStore
    private let directory: FilePath

    /// A packer for the run in `store`.
    public init(store: RunStore) {
        self.store = store
        directory = store.directory.appending("evidence")
    }

    /// Brings the packs up to date.
    /// - Throws: ``DatasetError`` when a pack cannot be written; packs already finished stay, and the next call goes on from there.
    public func pack() throws {
        var wanted: [Int: [(id: String, key: JobKey)]] = [:]
        try store.forEachExample(in: .verified) { example in
            wanted[example.index / Self.placesPerPack, default: []].append((example.id, example.jobKey))
        }
        try DatasetError.attempt("write", directory) { try FileSystem.makeDirectory(directory) }
        try AtomicFile.write(Array(EvidenceGuide.text.utf8), to: directory.appending(EvidenceGuide.fileName))
        var manifest = try EvidenceManifest(of: directory) ?? EvidenceManifest()
        for (number, examples) in wanted.sorted(by: { $0.key < $1.key }) {
            let name = Self.name(ofPack: number)
            let members = Self.digest(of: examples)
            let path = directory.appending(name)
            let isThere = FileManager.default.fileExists(atPath: path.string)
            if isThere, manifest.packs.contains(where: { $0.name == name && $0.members == members }) { continue }
            let sha256 = try write(examples.map(\.id), to: path)
            manifest.packs.removeAll { $0.name == name }
            manifest.packs.append(.init(name: name, examples: examples.count, members: members, sha256: sha256))
            manifest.packs.sort { $0.name < $1.name }
            try AtomicFile.write(CanonicalJSON.encodeReadably(manifest), to: directory.appending(EvidenceManifest.fileName))
        }
    }

    private func write(_ ids: [String], to path: FilePath) throws -> String {
        do {
            let writer = try ArchiveWriter(path: path)
            for id in ids {
                let example = try store.example(id)
                guard let attempt = try store.attempts(of: example).last else { continue }
                for file in try EvidenceExample(example, attempt: attempt).allFiles() {
                    try writer.addFile("\(id)/\(file.path)", file.content)
                }
            }
            try writer.finish()
        } catch let error as ArchiveError {
            throw DatasetError(stage: "write", path: path, errno: Errno(rawValue: error.errorNumber))
        }
        return try StableHash.hexadecimal(ofFile: path)
    }

    private static func name(ofPack number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 5 - digits.count)) + digits + ".tar.zst"
    }

    private static func digest(of examples: [(id: String, key: JobKey)]) -> String {
        StableHash.hexadecimal(examples.map { "\($0.id) \($0.key)\n" }.joined().utf8)
    }
}
