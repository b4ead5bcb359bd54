import Basics
import CIMocks
import Foundation
import NIOHTTP1
import Orchestrator
import Sandbox

extension PlatformSites {
    private static let metadataHost = "metadata.google.internal"
    private static let googleKeyHost = "www.googleapis.com"

    /// The metadata server of Compute Engine, and Google's keys.
    static func google(_ endpoint: GoogleEndpoint, in endpoints: CIEndpoints) async throws -> PlatformSites {
        let seed = endpoints.keySeed
        let issuer = try await TokenIssuer(
            seed: seed, purpose: "google", identifier: SeededBytes(seed: seed).digits(for: "google key", count: 40), fault: endpoint.fault)
        func store(isFull: Bool) -> TokenStore {
            TokenStore { audience in
                var claims = endpoint.claims
                if !isFull { claims["google"] = nil }
                claims["aud"] = .string(audience)
                return try await issuer.token(claims)
            }
        }
        let (full, plain) = (store(isFull: true), store(isFull: false))
        let tree = MetadataTree(
            values: Dictionary(uniqueKeysWithValues: endpoint.metadata.map { ("/computeMetadata/v1/\($0.key)", $0.value) }))
        let metadata: @Sendable (HTTPRequest) async throws -> HTTPReply = { request in
            guard request.method == .GET || request.method == .HEAD else { return .refusal(.methodNotAllowed) }
            // The root tells, to anybody, that this is the metadata server: so clients find out where they run.
            if request.path == "/" { return .text("computeMetadata/\n") }
            guard request.header("metadata-flavor") == "Google", request.header("x-forwarded-for") == nil else { return .refusal(.forbidden) }
            if request.path == "/computeMetadata/v1/instance/service-accounts/default/identity" {
                guard let audience = request.parameter("audience"), !audience.isEmpty else {
                    return .text("non-empty audience parameter required\n", status: .badRequest)
                }
                let token = try await (request.parameter("format") == "full" ? full : plain).token(for: audience)
                return token.map { .text($0) } ?? .refusal(.tooManyRequests)
            }
            return tree[request.path].map { .text($0) } ?? .refusal(.notFound)
        }
        let flavored: @Sendable (HTTPRequest) async throws -> HTTPReply = { request in
            var reply = try await metadata(request)
            reply.headers = [("metadata-flavor", "Google"), ("server", "Metadata Server for VM")]
            return reply
        }
        let port = NetworkEndpoint(address: .instanceMetadata, port: 80)
        let sites = [
            HTTPSite(endpoint: port, host: metadataHost, usesTLS: false, reply: flavored),
            HTTPSite(endpoint: port, host: IPv4Address.instanceMetadata.description, usesTLS: false, reply: flavored),
            HTTPSite(endpoint: NetworkEndpoint(port: 443), host: googleKeyHost, usesTLS: true) { request in
                guard request.method == .GET || request.method == .HEAD else { return .refusal(.methodNotAllowed) }
                return request.path == "/oauth2/v3/certs" ? .json(issuer.keySet) : .refusal(.notFound)
            },
        ]
        let hosts = [metadataHost: IPv4Address.instanceMetadata, googleKeyHost: .loopback]
        return PlatformSites(sites: sites, provisions: ServiceProvisions(hosts: hosts))
    }
}
