import Basics
import Crypto
import Foundation

/// Bytes that follow from a seed and a purpose alone (HKDF with SHA-256), and of which none tells of those for another purpose.
struct SeededBytes {
    private let key: SymmetricKey

    init(seed: UInt64) {
        key = SymmetricKey(data: withUnsafeBytes(of: seed.bigEndian) { Data($0) })
    }

    /// At most 8160 bytes.
    func bytes(for purpose: String, count: Int) -> [UInt8] {
        let bytes = HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Data(purpose.utf8), outputByteCount: count)
        return bytes.withUnsafeBytes { Array($0) }
    }

    /// Lowercase hexadecimal digits.
    func digits(for purpose: String, count: Int) -> String {
        String(bytes(for: purpose, count: (count + 1) / 2).hexadecimal.prefix(count))
    }

    /// A random (version 4) UUID in lower case.
    func uuid(for purpose: String) -> String {
        var bytes = bytes(for: purpose, count: 16)
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        let digits = bytes.hexadecimal
        var parts: [Substring] = []
        var rest = digits[...]
        for count in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return parts.joined(separator: "-")
    }
}
