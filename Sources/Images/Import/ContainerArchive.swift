import Archive
import Basics
import Foundation
import SystemPackage

/// The files of a container image's archive, unpacked into a tree of their own but not yet stacked.
struct ContainerArchive {
    let tree: RootedTree
    let limits: ExtractionLimits

    private static let maximumJSONBytes = 4 << 20
    private static let maximumLinks = 8

    /// Whether the archive that `reader` is about to read holds a container image and not a root file system. Looks no further than needed to tell.
    static func isContainerArchive(_ reader: ArchiveReader) throws -> Bool {
        var hasManifest = false
        while let entry = try reader.next() {
            guard let first = try EntryPath(entryName: entry.name).components.first else { continue }
            let name = String(decoding: first.bytes, as: UTF8.self)
            if name == "index.json" || name == "manifest.json" { hasManifest = true }
            let known = ["index.json", "manifest.json", "oci-layout", "blobs", "repositories", "config.json"].contains(name)
            let stem = name.hasPrefix("sha256:") ? name.dropFirst(7) : Substring(name)
            guard known || stem.prefix(64).filter(\.isHexDigit).count == 64 else { return false }
        }
        return hasManifest
    }

    /// The image that the archive describes.
    /// - Throws: ``ImageError`` of stage `content` or `digest`, or ``Archive/ArchiveError``.
    func image() throws -> ContainerImage {
        if try tree.node(at: Self.path("index.json")) != nil { return try OCILayout(archive: self).image() }
        return try DockerArchive(archive: self).image()
    }

    /// The decompressed layer's digest when the image names that, else the file's, is held against the image's word.
    func verify(_ layer: ContainerImage.Layer) throws {
        let descriptor = try tree.openFile(layer.file)
        try descriptor.closeAfter {
            switch layer.digest {
            case .ofFile(let digest): try digest.require(SHA256Digest { try descriptor.forEachPiece($0) }, of: layer.file.description)
            case .ofContent(let digest):
                let reader = try ArchiveReader(descriptor: descriptor, format: .raw, limits: limits)
                _ = try reader.next()
                try digest.require(SHA256Digest { feed in try reader.readData { feed($1) } }, of: layer.file.description)
            }
        }
    }

    /// The JSON value in a file of the archive, whose bytes must have `digest` when one is given.
    func json<Value: Decodable>(_ type: Value.Type, at path: EntryPath, digest: SHA256Digest? = nil) throws -> Value {
        guard let content = try tree.content(of: path, maximumBytes: Self.maximumJSONBytes) else { throw Self.missing(path) }
        if let digest { try digest.require(content.withUnsafeBytes { bytes in SHA256Digest { $0(bytes) } }, of: path.description) }
        do {
            return try JSONDecoder().decode(type, from: Data(content))
        } catch {
            throw ImageError(stage: "content", subject: path.description, cause: "not the JSON that belongs there", mend: "save the image again")
        }
    }

    /// The file that `path` means after symbolic links, which `docker save` used for layers that occur twice; they cannot leave the archive.
    func file(at path: EntryPath) throws -> EntryPath {
        var path = path
        for _ in 0..<Self.maximumLinks {
            guard let node = try tree.node(at: path) else { throw Self.missing(path) }
            guard node.kind == .symbolicLink else { return path }
            path = try Self.resolve(tree.linkTarget(path), from: path.parent)
        }
        throw ImageError(stage: "content", subject: path.description, cause: "too many symbolic links")
    }

    static func path(_ name: String) throws -> EntryPath { try EntryPath(entryName: name.utf8) }

    private static func resolve(_ target: [UInt8], from directory: EntryPath) throws -> EntryPath {
        var components = directory.components
        for part in target.split(separator: UInt8(ascii: "/")) {
            if part.elementsEqual("..".utf8), !components.isEmpty {
                components.removeLast()
            } else {
                components += try EntryPath(entryName: part).components
            }
        }
        return EntryPath(components: components)
    }

    private static func missing(_ path: EntryPath) -> ImageError {
        ImageError(stage: "content", subject: path.description, cause: "the archive names it but does not hold it", mend: "save the image again")
    }
}
