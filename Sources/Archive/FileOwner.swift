import Glibc

/// A numeric user and group.
public struct FileOwner: Sendable, Hashable {
    /// Numeric user id.
    public var user: UInt32
    /// Numeric group id.
    public var group: UInt32

    /// An owner with both ids given.
    public init(user: UInt32, group: UInt32) {
        self.user = user
        self.group = group
    }
}
