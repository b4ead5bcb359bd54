import CArchive
import Glibc
import SystemPackage

/// Writes a tar archive whose bytes depend on nothing but what is added: entries in the caller's order, owned by 0:0, with the caller's times.
///
/// The archive appears at its path, complete and durable, when ``finish()`` returns; until then, and when the writer goes without it, there is nothing
/// but a hidden file beside it, removed at the end. Not thread-safe.
public final class ArchiveWriter {
    private let path: FilePath
    private let partial: FilePath
    private let descriptor: FileDescriptor
    private let handle: OpaquePointer
    private var isFinished = false

    /// Starts an archive.
    /// - Parameters:
    ///   - level: how hard to compress, in the filter's own scale (zstd 1...19, gzip and xz 0...9); `nil` for the filter's default.
    /// - Throws: ``ArchiveError`` of stage `write`.
    public init(path: FilePath, filter: ArchiveFilter = .zstd, level: Int? = nil) throws {
        guard let name = path.lastComponent else { throw ArchiveError(stage: "write", entry: path.string, cause: "not the name of a file") }
        self.path = path
        partial = path.removingLastComponent().appending(".\(name.string).\(getpid()).partial")
        do {
            descriptor = try FileDescriptor.open(
                partial, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch let error as Errno {
            throw ArchiveError(stage: "write", entry: path.string, failure: error)
        }
        guard let handle = archive_write_new() else {
            try? descriptor.close()
            unlink(partial.string)
            throw ArchiveError(stage: "write", entry: path.string, failure: .noMemory)
        }
        self.handle = handle
        // GNU tar keeps a name's bytes as they are; PAX would have them be UTF-8.
        archive_write_set_format_gnutar(handle)
        // No zeros after the end mark but the two blocks that it is.
        archive_write_set_bytes_in_last_block(handle, 1)
        switch filter {
        case .none: archive_write_add_filter_none(handle)
        case .gzip: archive_write_add_filter_gzip(handle)
        case .xz: archive_write_add_filter_xz(handle)
        case .zstd: archive_write_add_filter_zstd(handle)
        }
        // A gzip header would hold the time of writing.
        if filter == .gzip { try check(archive_write_set_filter_option(handle, "gzip", "timestamp", nil)) }
        if let level { try check(archive_write_set_filter_option(handle, nil, "compression-level", "\(level)")) }
        try check(archive_write_open_fd(handle, descriptor.rawValue))
    }

    deinit {
        archive_write_free(handle)
        try? descriptor.close()
        if !isFinished { unlink(partial.string) }
    }

    /// Adds an entry. `size` of the entry is ignored: it is that of `content`.
    /// - Throws: ``ArchiveError`` of stage `write`; the archive cannot be finished then.
    public func add(_ entry: ArchiveEntry, content: [UInt8] = []) throws {
        guard let header = archive_entry_new() else { throw ArchiveError(stage: "write", entry: entry.printableName, failure: .noMemory) }
        defer { archive_entry_free(header) }
        try EncodingLocale.withUnicode {
            Self.withCString(entry.name) { archive_entry_copy_pathname(header, $0) }
            switch entry.kind {
            case .file:
                archive_entry_set_filetype(header, UInt32(S_IFREG as mode_t))
                archive_entry_set_size(header, Int64(content.count))
            case .directory: archive_entry_set_filetype(header, UInt32(S_IFDIR as mode_t))
            case .symbolicLink(let target):
                archive_entry_set_filetype(header, UInt32(S_IFLNK as mode_t))
                Self.withCString(target) { archive_entry_copy_symlink(header, $0) }
            case .hardLink(let target):
                archive_entry_set_filetype(header, UInt32(S_IFREG as mode_t))
                Self.withCString(target) { archive_entry_copy_hardlink(header, $0) }
            case .special: throw ArchiveError(stage: "write", entry: entry.printableName, cause: "devices cannot be written")
            }
            archive_entry_set_perm(header, mode_t(entry.permissions))
            archive_entry_set_mtime(header, entry.modificationTime, 0)
            try check(archive_write_header(handle, header))
        }
        var written = 0
        while written < content.count {
            let count = content.withUnsafeBytes { archive_write_data(handle, $0.baseAddress.map { $0 + written }, $0.count - written) }
            guard count > 0 else { throw failure() }
            written += count
        }
    }

    /// Adds a regular file with the bytes of `content`.
    public func addFile(_ name: String, _ content: [UInt8], permissions: UInt16 = 0o644, modificationTime: Int = 0) throws {
        try add(
            ArchiveEntry(name: Array(name.utf8), kind: .file, permissions: permissions, modificationTime: modificationTime), content: content)
    }

    /// Completes the archive and puts it in its place.
    public func finish() throws {
        try check(archive_write_close(handle))
        guard fsync(descriptor.rawValue) == 0, rename(partial.string, path.string) == 0 else {
            throw ArchiveError(stage: "write", entry: path.string, failure: Errno(rawValue: errno))
        }
        isFinished = true
    }

    private func check(_ status: CInt) throws {
        guard status == ARCHIVE_OK else { throw failure() }
    }

    private func failure() -> ArchiveError {
        let number = archive_errno(handle)
        let cause = archive_error_string(handle).map { String(cString: $0) } ?? "unknown failure of libarchive"
        return ArchiveError(stage: "write", entry: path.string, cause: cause, errorNumber: number > 0 ? number : 0)
    }

    private static func withCString(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>?) -> Void) {
        (bytes + [0]).withUnsafeBytes { body($0.assumingMemoryBound(to: CChar.self).baseAddress) }
    }
}
