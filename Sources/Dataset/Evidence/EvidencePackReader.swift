import Archive
import Foundation
import Orchestrator
import SystemPackage

/// The examples of one pack, one after another; one is in memory at a time. Used by one task at a time.
///
/// A pack may come from anyone. What it holds is bounded, and its names can become paths on disk without meeting each other or leaving their directory.
public final class EvidencePackReader {
    /// Most bytes of all files of an example; what a job keeps of one file is at most an eighth of it.
    static let maximumExampleBytes = 512 << 20
    /// Most bytes of a file's path, so that it fits below any directory.
    private static let maximumPathBytes = 1024

    private let path: FilePath
    private let descriptor: FileDescriptor
    private let reader: ArchiveReader
    private var pending: (id: String, file: EvidenceFile)?
    private var last = "its beginning"
    private var exampleBytes = 0

    /// Opens a pack.
    /// - Throws: ``DatasetError`` that names the pack when it cannot be opened.
    public convenience init(_ path: FilePath) throws {
        do {
            try self.init(RegularFile.open(path), at: path)
        } catch let error as ArchiveError {
            throw Self.damage(path, "it cannot be opened: \(error.cause)")
        }
    }

    /// Reads a pack from an open file, which it closes.
    /// - Parameters:
    ///   - path: what errors call it.
    ///   - sha256: the digest that the pack must have, in hexadecimal, or `nil` when it is not known.
    /// - Throws: ``DatasetError`` that names the pack when it is not the one meant.
    init(_ descriptor: FileDescriptor, at path: FilePath, sha256: String? = nil) throws {
        self.path = path
        self.descriptor = descriptor
        do {
            if let sha256, try DatasetError.attempt("read", path, { try StableHash.hexadecimal(of: descriptor) }) != sha256 {
                throw Self.damage(path, "it is not the file that the manifest names: its SHA-256 differs")
            }
            reader = try ArchiveReader(descriptor: descriptor)
        } catch {
            try? descriptor.close()
            guard let error = error as? ArchiveError else { throw error }
            throw Self.damage(path, "it cannot be opened: \(error.cause)")
        }
        pending = try nextFile()
    }

    deinit {
        try? descriptor.close()
    }

    /// The next example, or `nil` after the last.
    /// - Throws: ``DatasetError`` that names the pack and the place when it is damaged.
    public func next() throws -> EvidenceExample? {
        guard let (id, first) = pending else { return nil }
        exampleBytes = first.content.count
        var files = [first]
        pending = try nextFile()
        while let (nextID, file) = pending, nextID == id {
            files.append(file)
            pending = try nextFile()
        }
        try requireDistinct(files, id)
        guard let document = files.firstIndex(where: { $0.path == EvidenceExample.documentName }) else {
            throw Self.damage(path, "'\(id)' has no \(EvidenceExample.documentName)")
        }
        do {
            let decoded = try JSONDecoder().decode(EvidenceDocument.self, from: Data(files.remove(at: document).content))
            guard decoded.id == id else { throw Self.damage(path, "'\(id)/\(EvidenceExample.documentName)' is of another example") }
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
                guard entry.kind == .file, let (id, name) = Self.parts(of: entry.name) else {
                    throw Self.damage(path, "'\(entry.printableName)' is not a file of an example")
                }
                let content = try reader.data(maximumBytes: Self.maximumExampleBytes - exampleBytes)
                guard content.count == entry.size else { throw Self.damage(path, "'\(id)/\(name)' has holes") }
                exampleBytes += content.count
                return (id, EvidenceFile(path: name, content: content))
            }
            return nil
        } catch let error as ArchiveError {
            throw Self.damage(path, "\(error.cause), after \(pending?.id ?? last)")
        }
    }

    /// The example and the path below it, or `nil` when the name is no such thing.
    private static func parts(of name: [UInt8]) -> (id: String, path: String)? {
        guard name.count <= maximumPathBytes, let text = String(validating: name, as: UTF8.self) else { return nil }
        // A path that is written differently when it is taken apart and joined again has empty parts or dots.
        guard let path = try? EntryPath(entryName: name), path.bytes == name, path.components.count >= 2 else { return nil }
        let parts = text.split(separator: "/", maxSplits: 1)
        let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard isPlain, StoredExample.isName(String(parts[0])) else { return nil }
        return (String(parts[0]), String(parts[1]))
    }

    /// No two files of one name, and no file where another's directory is.
    private func requireDistinct(_ files: [EvidenceFile], _ id: String) throws {
        var names: Set<String> = [Verification.alteredDirectory]
        for file in files {
            guard names.insert(file.path).inserted else { throw Self.damage(path, "'\(id)/\(file.path)' is there twice") }
        }
        for file in files {
            var parent = file.path[...]
            while let slash = parent.lastIndex(of: "/") {
                parent = parent[..<slash]
                guard !names.contains(String(parent)) else { throw Self.damage(path, "'\(id)/\(file.path)' lies below a file") }
            }
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
