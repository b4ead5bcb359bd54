/// What the store writes down about an image beside its tree.
public struct ImageRecord: Codable, Sendable, Hashable {
    /// What kind of archive the image came from.
    public enum Source: String, Codable, Sendable {
        /// A tar archive of a root file system.
        case rootFileSystem = "root-file-system"
        /// An archive in the form of `docker save`.
        case dockerArchive = "docker-archive"
        /// An OCI image layout in a tar archive.
        case ociArchive = "oci-archive"
    }

    /// `sha256:` and 64 hexadecimal digits of the archive file as it was given, compressed or not: what `sha256sum` prints for it.
    public var digest: String
    /// What kind of archive it came from.
    public var source: Source
    /// Size of the archive file, in bytes.
    public var archiveBytes: Int
    /// Size of the unpacked files, in bytes; a file with several names counts once.
    public var unpackedBytes: Int
    /// Nodes of the unpacked tree.
    public var nodes: Int
    /// Digest of the unpacked and warmed tree (``TreeDigest``), for ``ImageStore/verify(_:)``.
    public var treeDigest: String
    /// Variables that the image asks for.
    public var environment: [String: String]
    /// What is known of the image's witness; `nil` when the image says nothing of it or has another binary than it says.
    public var witness: ImageWitness?
}
