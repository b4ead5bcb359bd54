import Glibc

/// One node of a ``RootedTree``, as it stands on disk.
public struct TreeNode: Sendable, Hashable {
    /// What a node is.
    public enum Kind: Sendable, Hashable {
        /// A regular file.
        case file
        /// A directory.
        case directory
        /// A symbolic link.
        case symbolicLink
        /// A device, fifo or socket.
        case special
    }

    /// What the kernel tells files apart by.
    public struct Identity: Sendable, Hashable {
        let device: UInt64
        let inode: UInt64
    }

    /// Where it is.
    public var path: EntryPath
    /// What it is.
    public var kind: Kind
    /// Permission bits, setuid, setgid and sticky included.
    public var permissions: UInt16
    /// Size in bytes.
    public var size: Int
    /// Modification time, in whole seconds since 1970.
    public var modificationTime: Int
    /// Equal for two names of one file.
    public var identity: Identity

    init(path: EntryPath, status: stat) {
        self.path = path
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .directory
        case S_IFLNK: kind = .symbolicLink
        default: kind = .special
        }
        permissions = UInt16(status.st_mode & 0o7777)
        size = Int(status.st_size)
        modificationTime = status.st_mtim.tv_sec
        identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }
}
