import Archive
import Foundation
import SystemPackage

/// The examples of one pack, one after another; one is in memory at a time. Used by one task at a time.
public final class EvidencePackReader {
    private static let largestFile = 1 << 30

    private let path: FilePath
    private let reader: ArchiveReader
    private var pending: (id: String, file: EvidenceFile)?
    private var last = "its beginning"

    /// Opens a pack.
    /// - Parameter sha256: the digest that the pack must have, in hexadecimal, or `nil` when it is not known.
    /// - Throws: ``DatasetError`` that names the pack when it cannot be opened or is not the one meant.
    public init(_ path: FilePath, sha256: String? = nil) throws {
        self.path = path
        if let sha256, try StableHash.hexadecimal(ofFile: path) != sha256 {
            throw Self.damage(path, "it is not the file that the manifest names: its SHA-256 differs")
        }
        do {
            reader = try ArchiveReader(path: path)
        } catch let error as ArchiveError {
            throw Self.damage(path, "it cannot be opened: \(error.cause)")
        }
        pending = try nextFile()
    }

    /// The next example, or `nil` after the last.
    /// - Throws: ``DatasetError`` that names the pack and the place when it is damaged.
    public func next() throws -> EvidenceExample? {
        guard let (id, first) = pending else { return nil }
        var files = [first]
        pending = try nextFile()
        while let (nextID, file) = pending, nextID == id {
            files.append(file)
            pending = try nextFile()
        }
        guard let document = files.firstIndex(where: { $0.path == EvidenceExample.documentName }) else {
            throw Self.damage(path, "'\(id)' has no \(EvidenceExample.documentName)")
        }
        do {
            let decoded = try JSONDecoder().decode(EvidenceDocument.self, from: Data(files.remove(at: document).content))
            guard decoded.id == id else { throw Self.damage(path, "'\(id)/\(EvidenceExample.documentName)' is of '\(decoded.id)'") }
            last = id
            return EvidenceExample(document: decoded, files: files)
        } catch is DecodingError {
            throw Self.damage(path, "'\(id)/\(EvidenceExample.documentName)' is not the document of an example")
        }
    }

    private func nextFile() throws -> (id: String, file: EvidenceFile)? {
        do {
            while let entry = try reader.next() {
                guard entry.kind != .directory else { continue }
                let parts = String(decoding: entry.name, as: UTF8.self).split(separator: "/", omittingEmptySubsequences: false)
                // Names become paths on disk when a witness of the host verifies the files.
                guard entry.kind == .file, parts.count >= 2, parts.allSatisfy({ !["", ".", ".."].contains($0) }) else {
                    throw Self.damage(path, "'\(entry.printableName)' is not a file of an example")
                }
                let file = EvidenceFile(path: parts.dropFirst().joined(separator: "/"), content: try reader.data(maximumBytes: Self.largestFile))
                return (String(parts[0]), file)
            }
            return nil
        } catch let error as ArchiveError {
            throw Self.damage(path, "\(error.cause), after \(pending?.id ?? last)")
        }
    }

    private static func damage(_ path: FilePath, _ cause: String) -> DatasetError {
        DatasetError(
            stage: "pack",
            subject: path.string,
            cause: cause,
            mend: "restore the pack, or remove it and run 'witnessbox generate' on the directory again"
        )
    }
}
