import Crypto
import CryptoExtras
import Foundation
import Testing

@testable import CIServices

@Suite("Keys that follow from a seed") struct KeyTests {
    @Test func aSeedGivesTheSameKeyEverywhere() throws {
        let key = try IssuerKey(seed: 7, purpose: "github")
        #expect(key.thumbprint == "ypM7zkxIFqQIlQEOIekuLmLZI4QEC6hbhduNLO8cY0M")
        #expect(key.exponent == "AQAB")
        #expect(key.modulus.count == 342)
        #expect(key.privateKey.keySizeInBits == 2048)
    }

    @Test func seedsAndPurposesHaveKeysOfTheirOwn() throws {
        let keys = try [(7, "github"), (8, "github"), (7, "gitlab")].map { try IssuerKey(seed: $0.0, purpose: $0.1).modulus }
        #expect(Set(keys).count == 3)
    }

    @Test func whatAKeySignsItsPublicHalfAccepts() throws {
        let key = try IssuerKey(seed: 7, purpose: "ec2")
        let signature = try key.signature(of: Array("said".utf8))
        #expect(try key.signature(of: Array("said".utf8)) == signature)
        let accepted = { (text: String) in
            key.privateKey.publicKey.isValidSignature(
                .init(rawRepresentation: signature), for: SHA256.hash(data: Data(text.utf8)), padding: .insecurePKCS1v1_5)
        }
        #expect(accepted("said"))
        #expect(!accepted("unsaid"))
    }

    @Test func anAuthorityIsTheSameBytesEveryTime() async throws {
        let key = try await KeyRing.shared.issuerKey(seed: 7, purpose: "certificate authority")
        #expect(try CertificateAuthority(key: key, seed: 7).pem == CertificateAuthority(key: key, seed: 7).pem)
    }
}
