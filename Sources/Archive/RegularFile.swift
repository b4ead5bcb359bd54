import Glibc
import SystemPackage

/// Opening of files that must be regular ones.
public enum RegularFile {
    /// Opens `path` for reading; a fifo, device or directory is refused without waiting for it.
    public static func open(_ path: FilePath) throws -> FileDescriptor {
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
        } catch let error as Errno {
            throw ArchiveError(stage: "open", entry: path.string, failure: error)
        }
        var status = stat()
        guard fstat(descriptor.rawValue, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            try? descriptor.close()
            throw ArchiveError(stage: "open", entry: path.string, cause: "not a regular file")
        }
        return descriptor
    }

    /// The content of the file at `path`, or `nil` when there is no such file.
    /// - Throws: ``ArchiveError`` of stage `open` when it is not a regular file that can be read, of stage `limit` when it is larger than `maximumBytes`.
    public static func content(of path: FilePath, maximumBytes: Int) throws -> [UInt8]? {
        do {
            let descriptor = try open(path)
            return try descriptor.closeAfter { try content(of: descriptor, maximumBytes: maximumBytes, named: path.string) }
        } catch let error as ArchiveError where error.errorNumber == ENOENT {
            return nil
        }
    }

    /// The content of an open file from here to its end.
    /// - Throws: ``ArchiveError`` of stage `limit` when it is larger than `maximumBytes`, of stage `read`.
    static func content(of descriptor: FileDescriptor, maximumBytes: Int, named name: String) throws -> [UInt8] {
        var content: [UInt8] = []
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { piece.deallocate() }
        do {
            while true {
                let count = try descriptor.read(into: piece)
                if count == 0 { return content }
                content.append(contentsOf: piece[..<count])
                guard content.count <= maximumBytes else {
                    throw ArchiveError(stage: "limit", entry: name, cause: "it is larger than \(maximumBytes) bytes")
                }
            }
        } catch let error as Errno {
            throw ArchiveError(stage: "read", entry: name, failure: error)
        }
    }
}
