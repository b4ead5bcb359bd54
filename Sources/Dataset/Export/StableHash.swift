import Crypto

/// Hashes that are the same on every machine and day.
enum StableHash {
    /// The first 16 bytes of the SHA-256 of a text.
    static func digest(_ bytes: some Sequence<UInt8>) -> UInt128 {
        SHA256.hash(data: Array(bytes)).prefix(16).reduce(0) { $0 << 8 | UInt128($1) }
    }

    /// The first 8 bytes of the SHA-256 of a text.
    static func number(_ text: String) -> UInt64 {
        UInt64(truncatingIfNeeded: digest(text.utf8) >> 64)
    }
}
