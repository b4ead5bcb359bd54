/// What an archive says about one of its entries; nothing of it has been checked.
public struct ArchiveEntry: Sendable, Hashable {
    /// What an entry is.
    public enum Kind: Sendable, Hashable {
        /// A regular file with data.
        case file
        /// A directory.
        case directory
        /// A symbolic link with the bytes of its target.
        case symbolicLink(target: [UInt8])
        /// Another name of an earlier entry, given by the bytes of that entry's name.
        case hardLink(target: [UInt8])
        /// A device, fifo or socket.
        case special
    }

    /// The name's bytes as the archive has them.
    public var name: [UInt8]
    /// What the entry is.
    public var kind: Kind
    /// Size in bytes that the archive claims for the data.
    public var size: Int
    /// Permission bits, setuid, setgid and sticky included.
    public var permissions: UInt16
    /// Modification time, in seconds since 1970.
    public var modificationTime: Int

    /// An entry with every part given.
    public init(name: [UInt8], kind: Kind, size: Int = 0, permissions: UInt16 = 0o644, modificationTime: Int = 0) {
        self.name = name
        self.kind = kind
        self.size = size
        self.permissions = permissions
        self.modificationTime = modificationTime
    }

    /// The name for reading by people.
    public var printableName: String { printable(name) }
}
