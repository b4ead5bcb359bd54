import Basics
import CIMocks
import Foundation
import NIOHTTP1
import Orchestrator
import Sandbox

extension PlatformSites {
    /// GitLab's keys, and the job's tokens in their variables.
    /// - Throws: ``OrchestratorError`` when the server is no address that can be served inside a sandbox.
    static func gitLab(_ endpoint: GitLabEndpoint, in endpoints: CIEndpoints) async throws -> PlatformSites {
        let server = try ServerAddress(endpoint.server)
        let issuer = try await TokenIssuer(seed: endpoints.keySeed, purpose: "gitlab", fault: endpoint.fault)
        var variables: [String: String] = [:]
        for (name, audiences) in endpoint.tokens {
            var claims = endpoint.claims
            if !audiences.isEmpty {
                claims["aud"] = audiences.count == 1 ? .string(audiences[0]) : .array(audiences.map { .string($0) })
            }
            variables[name] = try await issuer.token(claims)
        }
        let keys = "/oauth/discovery/keys"
        let configuration = try OpenIDConfiguration(issuer: endpoint.server, keys: endpoint.server + keys).canonicalJSON()
        let site = HTTPSite(endpoint: server.endpoint, host: server.host, usesTLS: server.usesTLS) { request in
            guard request.method == .GET || request.method == .HEAD else { return .refusal(.methodNotAllowed) }
            return switch request.path {
            case server.path + keys: .json(issuer.keySet)
            case server.path + "/.well-known/openid-configuration": .json(configuration)
            default: .refusal(.notFound)
            }
        }
        return PlatformSites(sites: [site], provisions: ServiceProvisions(environment: variables, hosts: server.hosts))
    }
}
