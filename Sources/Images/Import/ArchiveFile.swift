import Archive
import Basics
import Crypto
import Glibc
import SystemPackage

/// The archive file of an import, opened once.
final class ArchiveFile {
    private let path: FilePath
    private let descriptor: FileDescriptor
    private let status: stat

    /// - Throws: ``Archive/ArchiveError`` of stage `open` when it is not a readable regular file.
    init(_ path: FilePath) throws {
        self.path = path
        descriptor = try RegularFile.open(path)
        var status = stat()
        fstat(descriptor.rawValue, &status)
        self.status = status
    }

    deinit {
        try? descriptor.close()
    }

    /// Size in bytes.
    var bytes: Int { Int(status.st_size) }

    /// The hexadecimal SHA-256 of the whole file.
    func digest(progress: (Int) throws -> Void) throws -> String {
        var hash = SHA256()
        var done = 0
        try descriptor.seek(offset: 0, from: .start)
        try descriptor.forEachPiece { piece in
            hash.update(bufferPointer: piece)
            done += piece.count
            try progress(done)
        }
        return hash.finalize().hexadecimal
    }

    /// Unpacks the image into `directory/rootfs`, an empty directory; `directory/archive` is used meanwhile.
    func unpack(into directory: FilePath, limits: ExtractionLimits, progress: (Int) throws -> Void) throws -> UnpackedContent {
        let tree = try RootedTree(at: directory.appending("rootfs"))
        let extractor = TreeExtractor(into: tree, owner: ImageOwner.current, limits: limits)
        var content = UnpackedContent(source: .rootFileSystem, environment: [:])
        if try ContainerArchive.isContainerArchive(ArchiveReader(descriptor: descriptor, limits: limits)) {
            let image = try stack(into: extractor, through: directory, limits: limits, progress: progress)
            content = UnpackedContent(source: image.source, environment: image.environment)
        } else {
            try extractor.extract(ArchiveReader(descriptor: descriptor, limits: limits), progress: progress)
        }
        guard extractor.entries > 0 else { throw ArchiveError(stage: "open", cause: "the archive is empty", mend: "make the archive again") }
        try extractor.finish()
        content.environment.merge(try ImageEnvironment.read(from: tree)) { $1 }
        return content
    }

    private func stack(
        into extractor: TreeExtractor,
        through directory: FilePath,
        limits: ExtractionLimits,
        progress: (Int) throws -> Void
    ) throws -> ContainerImage {
        try StoreFile.makeDirectory(directory.appending("archive"))
        let archive = ContainerArchive(tree: try RootedTree(at: directory.appending("archive")), limits: limits)
        let outer = TreeExtractor(into: archive.tree, limits: limits)
        try outer.extract(ArchiveReader(descriptor: descriptor, limits: limits), progress: progress)
        let image = try archive.image()
        // A manifest may name one large layer hundreds of times.
        for layer in Set(image.layers) { try archive.verify(layer) }
        for layer in image.layers {
            let file = try archive.tree.openFile(layer.file)
            try file.closeAfter { try extractor.extract(ArchiveReader(descriptor: file, limits: limits), layer: true) { _ in try progress(bytes) } }
        }
        try RootedTree(at: directory).remove(ContainerArchive.path("archive"))
        return image
    }

    /// - Throws: ``ImageError`` of stage `changed` when someone wrote to the file since it was opened.
    func requireUnchanged() throws {
        var now = stat()
        fstat(descriptor.rawValue, &now)
        let isSame = now.st_size == status.st_size && now.st_mtim.tv_sec == status.st_mtim.tv_sec && now.st_mtim.tv_nsec == status.st_mtim.tv_nsec
        guard isSame else {
            throw ImageError(
                stage: "changed", subject: path.string, cause: "the file changed while it was read", mend: "import it again once it is complete")
        }
    }
}
