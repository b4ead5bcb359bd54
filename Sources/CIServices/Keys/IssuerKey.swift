import Basics
import CSeededRSA
import Crypto
import CryptoExtras
import Foundation

/// An RSA key of 2048 bits that follows from a seed and a purpose, with its numbers as JSON Web Keys write them.
struct IssuerKey: Sendable {
    let privateKey: _RSA.Signing.PrivateKey
    /// `n` and `e`, base64url.
    let modulus: String
    let exponent: String

    /// Takes some tenths of a second.
    init(seed: UInt64, purpose: String) throws {
        let size = Int(SEEDED_RSA_PRIME_BYTES)
        let bytes = SeededBytes(seed: seed).bytes(for: "rsa \(purpose)", count: 2 * size)
        var numbers = seeded_rsa_key()
        bytes.withUnsafeBytes { starts in
            // Rows of a C array, one after the other.
            guard let starts = starts.bindMemory(to: seeded_rsa_start.self).baseAddress else { return }
            seeded_rsa_make(starts, &numbers)
        }
        func data(_ field: some BitwiseCopyable) -> Data { withUnsafeBytes(of: field) { Data($0) } }
        let exponent = Data([1, 0, 1])
        privateKey = try _RSA.Signing.PrivateKey(
            n: data(numbers.modulus),
            e: exponent,
            d: data(numbers.private_exponent),
            p: data(numbers.primes.0),
            q: data(numbers.primes.1)
        )
        modulus = data(numbers.modulus).base64URL
        self.exponent = exponent.base64URL
    }

    /// A name that follows from the public key (RFC 7638).
    var thumbprint: String {
        let json = #"{"e":"\#(exponent)","kty":"RSA","n":"\#(modulus)"}"#
        return Data(SHA256.hash(data: Data(json.utf8))).base64URL
    }

    /// The key set (RFC 7517) with which tokens of this key are checked.
    func keySet(identifier: String) -> JSONValue {
        .object([
            "keys": .array([
                .object([
                    "kty": .string("RSA"),
                    "use": .string("sig"),
                    "alg": .string("RS256"),
                    "kid": .string(identifier),
                    "n": .string(modulus),
                    "e": .string(exponent),
                ])
            ])
        ])
    }

    /// PKCS #1 v1.5 over SHA-256.
    func signature(of content: [UInt8]) throws -> Data {
        try privateKey.signature(for: SHA256.hash(data: Data(content)), padding: .insecurePKCS1v1_5).rawRepresentation
    }
}
