import Basics
import CIMocks
import Foundation
import NIOHTTP1
import Orchestrator
import Sandbox

extension PlatformSites {
    /// The instance metadata service of EC2.
    static func ec2(_ endpoint: EC2Endpoint, in endpoints: CIEndpoints) async throws -> PlatformSites {
        let seed = endpoints.keySeed
        let key = try await KeyRing.shared.issuerKey(seed: seed, purpose: "ec2")
        let signer = endpoint.fault == .foreignKey ? try await KeyRing.shared.issuerKey(seed: seed, purpose: "foreign ec2") : key
        let signature = try signer.signature(of: try identityDocument(endpoint.document)).base64EncodedString()
        var document = endpoint.document
        if endpoint.fault == .tamperedClaims { document["instanceId"] = .string("i-0123456789abcdef0") }
        var values = Dictionary(uniqueKeysWithValues: endpoint.metadata.map { ("/latest/meta-data/\($0.key)", $0.value) })
        values["/latest/dynamic/instance-identity/document"] = String(decoding: try identityDocument(document), as: UTF8.self)
        values["/latest/dynamic/instance-identity/signature"] = signature
        let tree = MetadataTree(values: values)
        let session = try JobSecrets(endpoints).text(for: "ec2 session", bytes: 40)
        let site = HTTPSite(
            endpoint: NetworkEndpoint(address: .instanceMetadata, port: 80), host: IPv4Address.instanceMetadata.description, usesTLS: false
        ) { request in
            if request.path == "/latest/api/token" { return EC2Session.reply(to: request, session: session) }
            guard request.method == .GET || request.method == .HEAD else { return .refusal(.methodNotAllowed) }
            guard request.header("x-aws-ec2-metadata-token") == session else { return .refusal(.unauthorized) }
            return tree[request.path].map { .text($0) } ?? .refusal(.notFound)
        }
        let certificate = try CertificateAuthority.selfSigned(
            key, commonName: "ec2.amazonaws.com", serial: SeededBytes(seed: seed).bytes(for: "serial of ec2", count: 16))
        let file = JobFile(path: endpoint.certificatePath, content: Array(certificate.utf8))
        return PlatformSites(sites: [site], provisions: ServiceProvisions(files: [file]))
    }

    /// The document as EC2 writes it: members by name, one a line.
    private static func identityDocument(_ document: [String: JSONValue]) throws -> [UInt8] {
        Array(try CanonicalJSON.encodeReadably(JSONValue.object(document)).dropLast())
    }
}
