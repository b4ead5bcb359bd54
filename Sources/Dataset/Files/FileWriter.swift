import Basics
import Glibc
import SystemPackage

/// A new file, written through a buffer; ``close()`` returns only when its bytes are on disk.
///
/// Used by one task at a time.
final class FileWriter {
    private static let bufferSize = 1 << 20

    let path: FilePath
    private let descriptor: FileDescriptor
    private var buffer: [UInt8] = []
    private var isOpen = true
    /// Bytes appended so far.
    private(set) var count = 0

    init(creating path: FilePath) throws {
        self.path = path
        descriptor = try DatasetError.attempt("write", path) {
            try FileDescriptor.open(
                path,
                .readWrite,
                options: [.create, .truncate, .closeOnExec, .noFollow],
                permissions: [.ownerReadWrite, .groupRead, .otherRead]
            )
        }
    }

    deinit {
        if isOpen { try? descriptor.close() }
    }

    func append(_ bytes: some Collection<UInt8>) throws {
        buffer.append(contentsOf: bytes)
        count += bytes.count
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// The bytes of an earlier stretch of the file.
    func read(at offset: Int, count: Int) throws -> [UInt8] {
        try flush()
        return try DatasetError.attempt("read", path) {
            try [UInt8](unsafeUninitializedCapacity: count) { target, filled in
                while filled < count {
                    let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(target)[filled..<count])
                    let read = try descriptor.read(fromAbsoluteOffset: Int64(offset + filled), into: rest)
                    guard read > 0 else { throw Errno.ioError }
                    filled += read
                }
            }
        }
    }

    func close() throws {
        try flush()
        try DatasetError.attempt("write", path) {
            try descriptor.synchronize()
            isOpen = false
            try descriptor.close()
        }
    }

    /// Deletes the file; nothing may be appended afterwards.
    func remove() throws {
        try DatasetError.attempt("write", path) {
            isOpen = false
            try descriptor.close()
            guard unlink(path.string) == 0 else { throw Errno(rawValue: errno) }
        }
    }

    private func flush() throws {
        guard !buffer.isEmpty else { return }
        try DatasetError.attempt("write", path) { _ = try descriptor.writeAll(buffer) }
        buffer.removeAll(keepingCapacity: true)
    }
}
