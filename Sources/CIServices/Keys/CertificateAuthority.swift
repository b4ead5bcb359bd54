import Crypto
import CryptoExtras
import Foundation
import NIOSSL
import SwiftASN1
import X509

/// The authority that the certificates of one seed's servers come from.
///
/// Its certificate and theirs are the same bytes every time: an RSA signature follows from key and content, and the days of validity are fixed,
/// wide enough for any clock.
struct CertificateAuthority: Sendable {
    private let key: Certificate.PrivateKey
    private let seed: SeededBytes
    private let certificate: Certificate
    /// What guests trust.
    let pem: String

    private static let notBefore = Date(timeIntervalSince1970: 1_577_836_800)  // 2020-01-01
    private static let notAfter = Date(timeIntervalSince1970: 2_524_608_000)  // 2050-01-01
    /// When guests take its certificates: they go by the machine's clock.
    static let validity = notBefore...notAfter

    init(key: IssuerKey, seed: UInt64) throws {
        self.key = Certificate.PrivateKey(key.privateKey)
        self.seed = SeededBytes(seed: seed)
        let name = try DistinguishedName {
            OrganizationName("WitnessBox")
            CommonName("WitnessBox sandbox authority")
        }
        let publicKey = self.key.publicKey
        certificate = try Self.certificate(
            of: publicKey,
            named: name,
            serial: self.seed.bytes(for: "serial of authority", count: 16),
            issuer: name,
            signer: self.key
        ) {
            Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
            Critical(KeyUsage(keyCertSign: true, cRLSign: true))
            SubjectKeyIdentifier(hash: publicKey)
        }
        pem = try certificate.serializeAsPEM().pemString + "\n"
    }

    /// The server side of TLS with a certificate for these host names.
    func serverContext(hosts: [String]) throws -> NIOSSLContext {
        let key = try P256.Signing.PrivateKey(rawRepresentation: seed.bytes(for: "key of \(hosts)", count: 32))
        let leaf = try Self.certificate(
            of: Certificate.PublicKey(key.publicKey),
            named: try DistinguishedName { CommonName(hosts.first.map { String($0.prefix(64)) } ?? "") },
            serial: seed.bytes(for: "serial of \(hosts)", count: 16),
            issuer: certificate.subject,
            signer: self.key
        ) {
            Critical(BasicConstraints.notCertificateAuthority)
            Critical(KeyUsage(digitalSignature: true))
            try ExtendedKeyUsage([.serverAuth])
            SubjectAlternativeNames(hosts.map { .dnsName($0) })
            // Python takes no certificate without it.
            AuthorityKeyIdentifier(keyIdentifier: SubjectKeyIdentifier(hash: certificate.publicKey).keyIdentifier)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(try NIOSSLCertificate(bytes: leaf.serializeAsPEM().derBytes, format: .der))],
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.derRepresentation), format: .der))
        )
        configuration.applicationProtocols = ["http/1.1"]
        configuration.minimumTLSVersion = .tlsv12
        return try NIOSSLContext(configuration: configuration)
    }

    /// A self-signed certificate of an issuer's key, in PEM.
    static func selfSigned(_ key: IssuerKey, commonName: String, serial: [UInt8]) throws -> String {
        let privateKey = Certificate.PrivateKey(key.privateKey)
        let name = try DistinguishedName { CommonName(commonName) }
        return try certificate(of: privateKey.publicKey, named: name, serial: serial, issuer: name, signer: privateKey) {
            BasicConstraints.isCertificateAuthority(maxPathLength: nil)
        }.serializeAsPEM().pemString + "\n"
    }

    private static func certificate(
        of publicKey: Certificate.PublicKey,
        named subject: DistinguishedName,
        serial: [UInt8],
        issuer: DistinguishedName,
        signer: Certificate.PrivateKey,
        @ExtensionsBuilder extensions: () throws -> Result<Certificate.Extensions, any Error>
    ) throws -> Certificate {
        // Positive, and of full length.
        let serial = [serial[0] & 0x3f | 0x40] + serial.dropFirst()
        return try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(bytes: serial),
            publicKey: publicKey,
            notValidBefore: notBefore,
            notValidAfter: notAfter,
            issuer: issuer,
            subject: subject,
            signatureAlgorithm: .sha256WithRSAEncryption,
            extensions: try extensions().get(),
            issuerPrivateKey: signer
        )
    }
}
