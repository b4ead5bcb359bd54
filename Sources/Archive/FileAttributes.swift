import Glibc
import SystemPackage

/// What a node of a tree is given besides its content.
struct FileAttributes {
    var permissions: UInt16
    /// `nil` leaves what is written to the running user.
    var owner: FileOwner?
    /// Seconds since 1970; `nil` leaves the time of writing.
    var modificationTime: Int?

    /// Gives an open file or directory these attributes.
    func apply(to descriptor: CInt, _ path: EntryPath) throws {
        if let owner, fchown(descriptor, owner.user, owner.group) != 0 { throw failure(path) }
        guard fchmod(descriptor, mode_t(permissions)) == 0 else { throw failure(path) }
        guard let modificationTime else { return }
        var times = fileTimes(modificationTime)
        guard futimens(descriptor, &times) == 0 else { throw failure(path) }
    }

    /// Gives a symbolic link these attributes; it has no permissions of its own.
    func apply(toLink name: UnsafePointer<CChar>, in directory: CInt, _ path: EntryPath) throws {
        if let owner, fchownat(directory, name, owner.user, owner.group, AT_SYMLINK_NOFOLLOW) != 0 { throw failure(path) }
        guard let modificationTime else { return }
        var times = fileTimes(modificationTime)
        guard utimensat(directory, name, &times, AT_SYMLINK_NOFOLLOW) == 0 else { throw failure(path) }
    }

    private func failure(_ path: EntryPath) -> ArchiveError {
        ArchiveError(stage: "write", entry: path.description, failure: Errno(rawValue: errno))
    }
}

/// Access and modification time, both `seconds` after 1970, as system calls take them.
func fileTimes(_ seconds: Int) -> [timespec] {
    Array(repeating: timespec(tv_sec: seconds, tv_nsec: 0), count: 2)
}
