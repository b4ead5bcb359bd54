import SystemPackage

/// An image in the store: unpacked, read-only, named by the digest of its archive.
public struct Image: Sendable, Hashable {
    /// `sha256:` and 64 hexadecimal digits.
    public var digest: String
    /// Names that lead to this image, sorted; for example `toolchain:full`.
    public var references: [String]
    /// The unpacked tree.
    public var rootFileSystem: FilePath
    /// The variables of `/etc/image-env` inside the image, one `NAME=value` a line; empty when the image has no such file.
    public var environment: [String: String]
    /// Size of the unpacked files, in bytes.
    public var unpackedBytes: Int

    /// An image with every part given.
    public init(digest: String, references: [String], rootFileSystem: FilePath, environment: [String: String], unpackedBytes: Int) {
        self.digest = digest
        self.references = references
        self.rootFileSystem = rootFileSystem
        self.environment = environment
        self.unpackedBytes = unpackedBytes
    }
}
