import Glibc
import SystemPackage

/// Directories on disk.
enum Directory {
    /// Makes a directory and its missing parents; one that is there is left alone.
    static func make(_ path: FilePath) throws {
        if mkdir(path.string, 0o755) == 0 || errno == EEXIST { return }
        let parent = path.removingLastComponent()
        if errno == ENOENT, !parent.isEmpty, parent != path {
            try make(parent)
            if mkdir(path.string, 0o755) == 0 || errno == EEXIST { return }
        }
        throw DatasetError(stage: "write", path: path, errno: Errno(rawValue: errno))
    }

    /// Returns when the names in a directory are on disk.
    static func synchronize(_ path: FilePath) throws {
        do {
            let descriptor = try FileDescriptor.open(path.isEmpty ? "." : path, .readOnly, options: [.directory, .closeOnExec])
            defer { try? descriptor.close() }
            guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
        } catch let errno as Errno {
            throw DatasetError(stage: "write", path: path, errno: errno)
        }
    }
}
