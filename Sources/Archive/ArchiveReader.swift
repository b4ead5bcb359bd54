import CArchive
import Glibc
import SystemPackage

/// Reads a tar archive (ustar, PAX, GNU, v7; plain or compressed by any ``ArchiveFilter``) from its first entry to its last.
///
/// Not thread-safe; one thread uses a reader at a time. Compression is recognised by its content. No external program is ever run. What is only skipped
/// counts against the limits too: it must be decompressed all the same.
public final class ArchiveReader {
    /// How the decompressed bytes are understood.
    public enum Format: Sendable {
        /// Tar entries.
        case tar
        /// One nameless entry that holds the decompressed bytes.
        case raw
    }

    /// Bytes asked of the kernel at a time: large enough to make system calls rare, small enough to stay in the CPU's cache.
    private static let blockBytes = 256 << 10

    private let handle: OpaquePointer
    private let descriptor: FileDescriptor
    private let ownsDescriptor: Bool
    private let limits: ExtractionLimits
    private var entries = 0
    private var entryName = ""

    /// Opens the archive at `path`.
    /// - Parameter limits: of these, the entries and the ratio of decompressed to compressed bytes are this reader's to watch.
    /// - Throws: ``ArchiveError`` of stage `open` when it cannot be opened, is not a regular file or is not a known archive.
    public convenience init(path: FilePath, format: Format = .tar, limits: ExtractionLimits = ExtractionLimits()) throws {
        try self.init(descriptor: RegularFile.open(path), ownsDescriptor: true, format: format, limits: limits)
    }

    /// Reads the archive from an open regular file, from its first byte; the caller keeps and closes the descriptor, and its offset moves.
    /// - Throws: ``ArchiveError`` of stage `open` when it is not a known archive.
    public convenience init(descriptor: FileDescriptor, format: Format = .tar, limits: ExtractionLimits = ExtractionLimits()) throws {
        try self.init(descriptor: descriptor, ownsDescriptor: false, format: format, limits: limits)
    }

    private init(descriptor: FileDescriptor, ownsDescriptor: Bool, format: Format, limits: ExtractionLimits) throws {
        guard let handle = archive_read_new() else {
            if ownsDescriptor { try? descriptor.close() }
            throw ArchiveError(stage: "open", cause: "out of memory", errorNumber: ENOMEM)
        }
        self.handle = handle
        self.descriptor = descriptor
        self.ownsDescriptor = ownsDescriptor
        self.limits = limits
        // Anything but ARCHIVE_OK means that libarchive would run an external program for this filter.
        for support in [archive_read_support_filter_gzip, archive_read_support_filter_xz, archive_read_support_filter_zstd] {
            guard support(handle) == ARCHIVE_OK else {
                throw ArchiveError(stage: "open", cause: "libarchive lacks gzip, xz or zstd", mend: "install a libarchive built with all three")
            }
        }
        switch format {
        case .tar: archive_read_support_format_tar(handle)
        case .raw: archive_read_support_format_raw(handle)
        }
        guard lseek(descriptor.rawValue, 0, SEEK_SET) == 0 else {
            throw ArchiveError(stage: "open", cause: "not a regular file", mend: "give a file, not a pipe or a device")
        }
        guard archive_read_open_fd(handle, descriptor.rawValue, Self.blockBytes) == ARCHIVE_OK else {
            throw ArchiveError(
                stage: "open", cause: failureText, mend: "give a tar archive, plain or compressed by gzip, xz or zstd")
        }
    }

    deinit {
        archive_read_free(handle)
        if ownsDescriptor { try? descriptor.close() }
    }

    /// Bytes of the archive file consumed so far, as compressed.
    public var consumedBytes: Int { Int(archive_filter_bytes(handle, -1)) }

    /// The next entry, or `nil` after the last; data of the previous entry that was not read is skipped.
    /// - Throws: ``ArchiveError`` of stage `read` when the archive is damaged or truncated, of stage `limit` when it asks for too much.
    public func next() throws -> ArchiveEntry? {
        try skipCompressedData()
        return try EncodingLocale.withUnicode {
            var header: OpaquePointer?
            let status = archive_read_next_header(handle, &header)
            if status == ARCHIVE_EOF {
                try requireEndMarker()
                return nil
            }
            // A warning means that libarchive kept the entry and lost some attribute; the name is checked below.
            guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let header else { throw damage() }
            guard let name = archive_entry_pathname(header) ?? archive_entry_pathname_utf8(header) else {
                throw ArchiveError(stage: "read", cause: "an entry's name cannot be read: \(failureText)")
            }
            entryName = printable(Self.bytes(name))
            entries += 1
            guard entries <= limits.entries else { throw refusal("the archive holds more than \(limits.entries) entries") }
            try requireRatio()
            return ArchiveEntry(
                name: Self.bytes(name),
                kind: try Self.kind(of: header),
                size: Int(archive_entry_size(header)),
                permissions: UInt16(archive_entry_mode(header) & 0o7777),
                modificationTime: Int(archive_entry_mtime(header))
            )
        }
    }

    /// Calls `body` with each piece of the current entry's data and its offset in the file; holes of a sparse file have no piece.
    /// - Throws: ``ArchiveError`` of stage `read` when the archive is damaged or truncated, of stage `limit` when it is a bomb, and what `body` throws.
    public func readData(_ body: (_ offset: Int, _ piece: UnsafeRawBufferPointer) throws -> Void) throws {
        while true {
            var start: UnsafeRawPointer?
            var count = 0
            var offset: Int64 = 0
            let status = archive_read_data_block(handle, &start, &count, &offset)
            if status == ARCHIVE_EOF { return }
            guard status == ARCHIVE_OK else { throw damage() }
            try requireRatio()
            guard offset >= 0, offset <= Int64.max - Int64(count) else {
                throw ArchiveError(stage: "read", cause: "a sparse file's data lies outside any file")
            }
            if count > 0 { try body(Int(offset), UnsafeRawBufferPointer(start: start, count: count)) }
        }
    }

    /// The current entry's data.
    /// - Throws: ``ArchiveError`` of stage `limit` when it is larger than `maximumBytes`, or of stage `read`.
    public func data(maximumBytes: Int) throws -> [UInt8] {
        var data: [UInt8] = []
        try readData { offset, piece in
            guard offset + piece.count <= maximumBytes else {
                throw ArchiveError(stage: "limit", cause: "the entry holds more than \(maximumBytes) bytes")
            }
            let end = offset + piece.count
            // Almost always a piece follows the one before it.
            if offset == data.count { return data.append(contentsOf: piece) }
            if data.count < end { data.append(contentsOf: repeatElement(0, count: end - data.count)) }
            data.replaceSubrange(offset..<end, with: piece)
        }
        return data
    }

    /// libarchive would decompress what is skipped without a chance to stop it; what is not compressed it seeks over.
    private func skipCompressedData() throws {
        guard entries > 0, archive_filter_count(handle) > 1 else { return }
        try readData { _, _ in }
    }

    private func requireRatio() throws {
        let decompressed = Int(archive_filter_bytes(handle, 0))
        guard decompressed > limits.ratioFloorBytes, decompressed / max(1, consumedBytes) > limits.ratio else { return }
        throw refusal("the archive decompresses to more than \(limits.ratio) times its size")
    }

    private func refusal(_ cause: String) -> ArchiveError {
        ArchiveError(stage: "limit", entry: entryName, cause: cause, mend: "do not use it, or raise the limit if you trust it")
    }

    private static func kind(of header: OpaquePointer) throws -> ArchiveEntry.Kind {
        if let target = archive_entry_hardlink(header) ?? archive_entry_hardlink_utf8(header) { return .hardLink(target: bytes(target)) }
        switch archive_entry_filetype(header) {
        case S_IFREG: return .file
        case S_IFDIR: return .directory
        case S_IFLNK:
            guard let target = archive_entry_symlink(header) ?? archive_entry_symlink_utf8(header) else {
                throw ArchiveError(stage: "read", cause: "a symbolic link's target cannot be read")
            }
            return .symbolicLink(target: bytes(target))
        default: return .special
        }
    }

    private static func bytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }

    /// An uncompressed archive that was cut between two entries reads like a whole one, so its closing zeros are asked for.
    private func requireEndMarker() throws {
        guard archive_filter_count(handle) == 1, archive_format(handle) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_TAR else { return }
        let size = lseek(descriptor.rawValue, 0, SEEK_END)
        var tail = [UInt8](repeating: 1, count: 512)
        let count = tail.withUnsafeMutableBytes { pread(descriptor.rawValue, $0.baseAddress, $0.count, max(0, size - 512)) }
        guard count == 512, tail.allSatisfy({ $0 == 0 }) else {
            throw ArchiveError(stage: "read", cause: "the archive has no end mark: it is truncated", mend: "fetch or make the archive again")
        }
    }

    private func damage() -> ArchiveError {
        ArchiveError(stage: "read", cause: failureText, mend: "the archive is damaged or truncated: fetch or make it again")
    }

    private var failureText: String {
        guard let text = archive_error_string(handle) else { return "unknown failure of libarchive" }
        return printable(Self.bytes(text))
    }
}
