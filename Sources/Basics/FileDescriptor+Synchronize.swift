import Glibc
import SystemPackage

extension FileDescriptor {
    /// Returns when what was written is on disk.
    /// - Throws: `Errno`.
    public func synchronize() throws {
        guard fsync(rawValue) == 0 else { throw Errno(rawValue: errno) }
    }
}
