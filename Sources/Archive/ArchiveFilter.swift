/// How the bytes of a tar stream are compressed.
public enum ArchiveFilter: Sendable, Hashable, CaseIterable {
    /// Not compressed.
    case none
    /// gzip, RFC 1952.
    case gzip
    /// xz.
    case xz
    /// Zstandard, RFC 8878.
    case zstd
}
