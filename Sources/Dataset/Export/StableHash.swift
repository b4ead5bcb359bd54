import Basics
import Crypto
import SystemPackage

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
        SHA256.hash(data: Array(bytes)).hexadecimal
    }

    /// The SHA-256 of an open file, from here to its end, as 64 digits.
    static func hexadecimal(of descriptor: FileDescriptor) throws -> String {
        var hash = SHA256()
        try descriptor.forEachPiece { hash.update(bufferPointer: $0) }
        return hash.finalize().hexadecimal
    }

    /// The SHA-256 of a file as 64 digits.
    /// - Throws: ``DatasetError`` when it cannot be read.
    static func hexadecimal(ofFile path: FilePath) throws -> String {
        try DatasetError.attempt("read", path) {
            let descriptor = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            return try descriptor.closeAfter { try hexadecimal(of: descriptor) }
        }
    }
}
