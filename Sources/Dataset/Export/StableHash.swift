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

    /// The SHA-256 of a text as 64 digits.
    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        hexadecimal(digits: SHA256.hash(data: Array(bytes)))
    }

    static func hexadecimal(digits bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
