import Glibc
import SystemPackage

/// What makes changes of a file system survive a crash. Every function blocks and throws `Errno`, which a room turns into an error of its own.
public enum FileSystem {
    /// Makes a directory and its missing parents; one that is there is left alone.
    public static func makeDirectory(
        _ path: FilePath,
        permissions: FilePermissions = [.ownerReadWriteExecute, .groupReadExecute, .otherReadExecute]
    ) throws {
        if mkdir(path.string, permissions.rawValue) == 0 || errno == EEXIST { return }
        let parent = path.removingLastComponent()
        guard errno == ENOENT, !parent.isEmpty, parent != path else { throw Errno(rawValue: errno) }
        try makeDirectory(parent, permissions: permissions)
        guard mkdir(path.string, permissions.rawValue) == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
    }

    /// Renames, in place of what `target` names.
    public static func move(_ source: FilePath, to target: FilePath) throws {
        guard rename(source.string, target.string) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Returns when the content of a file, or the names in a directory, are on disk.
    public static func synchronize(_ path: FilePath) throws {
        let descriptor = try FileDescriptor.open(path.isEmpty ? "." : path, .readOnly, options: .closeOnExec)
        try descriptor.closeAfter { try descriptor.synchronize() }
    }
}
