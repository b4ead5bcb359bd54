import Archive
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

    /// Unpacks into `directory/rootfs`.
    func unpack(into directory: FilePath, limits: ExtractionLimits, progress: (Int) throws -> Void) throws -> UnpackedContent {
        let tree = try RootedTree(at: directory.appending("rootfs"))
        let extractor = TreeExtractor(into: tree, owner: ImageOwner.current, limits: limits)
        try extractor.extract(ArchiveReader(descriptor: descriptor), progress: progress)
        guard extractor.entries > 0 else { throw ArchiveError(stage: "open", cause: "the archive is empty", mend: "make the archive again") }
        try extractor.finish()
        return UnpackedContent(source: .rootFileSystem, environment: try ImageEnvironment.read(from: tree))
    }

    /// - Throws: ``ImageError`` of stage `changed` when someone wrote to the file since it was opened.
    func requireUnchanged() throws {
        var now = stat()
        fstat(descriptor.rawValue, &now)
        let isSame = now.st_size == status.st_size && now.st_mtim.tv_sec == status.st_mtim.tv_sec && now.st_mtim.tv_nsec == status.st_mtim.tv_nsec
        guard isSame else {
            throw ImageError(stage: "changed", subject: path.string, cause: "the file changed while it was read", mend: "import it again once it is complete")
        }
    }
}
