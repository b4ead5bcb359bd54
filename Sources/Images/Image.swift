import SystemPackage

/// An image in the store: unpacked, read-only, named by the digest of its archive.
public struct Image: Sendable, Hashable {
    /// `sha256:` and 64 hexadecimal digits.
    public var digest: String
    /// Names that lead to this image, sorted; for example `toolchain:full`.
    public var references: [String]
    /// The unpacked tree.
    public var rootFileSystem: FilePath
    /// The variables that the image asks for: those of `/etc/image-env` inside it, one `NAME=value` a line, over those of a container
    /// image's configuration; `HOME` and `PATH` are always there.
    public var environment: [String: String]
    /// Size of the unpacked files, in bytes.
    public var unpackedBytes: Int
    /// What is known of the image's witness; `nil` when the image says nothing of it or has another binary than it says.
    public var witness: ImageWitness?

    /// An image with every part given.
    public init(
        digest: String,
        references: [String],
        rootFileSystem: FilePath,
        environment: [String: String],
        unpackedBytes: Int,
        witness: ImageWitness? = nil
    ) {
        self.digest = digest
        self.references = references
        self.rootFileSystem = rootFileSystem
        self.environment = environment
        self.unpackedBytes = unpackedBytes
        self.witness = witness
    }

    init(_ record: ImageRecord, references: [String], directory: FilePath) {
        self.init(
            digest: record.digest,
            references: references,
            rootFileSystem: directory.appending("rootfs"),
            environment: ImageEnvironment.defaults.merging(record.environment) { $1 },
            unpackedBytes: record.unpackedBytes,
            witness: record.witness
        )
    }

    /// The digits of the digest.
    var hex: String { String(digest.dropFirst("sha256:".count)) }
}
