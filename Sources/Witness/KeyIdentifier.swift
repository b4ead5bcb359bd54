import Basics
import Crypto

/// How witness names a public key: lowercase hexadecimal SHA-256 of its PKIX PEM text, final newline included.
///
/// `sha256sum key.pub` prints the same, for a file written by `openssl pkey -pubout`.
public struct KeyIdentifier: Codable, Sendable, Hashable, CustomStringConvertible {
    /// The 64 digits.
    public let description: String

    /// The name of a key.
    /// - Parameter publicKeyPEM: the text between and including the `PUBLIC KEY` lines, with Unix line ends.
    public init(publicKeyPEM: some Sequence<UInt8>) {
        description = SHA256.hash(data: Array(publicKeyPEM)).hexadecimal
    }

    /// Decodes the bare string.
    public init(from decoder: any Decoder) throws {
        description = try decoder.singleValueContainer().decode(String.self)
    }

    /// Encodes the bare string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
