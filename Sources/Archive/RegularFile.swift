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
}
