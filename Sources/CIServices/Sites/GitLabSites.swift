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
        let variables = try await tokens(of: endpoint.claims, for: endpoint.tokens, by: issuer)
        var variants: [String: [String: String]] = [:]
        for variant in endpoint.variants {
            let issuer = try await TokenIssuer(seed: endpoints.keySeed, purpose: "gitlab", fault: variant.fault)
            variants[variant.name] = try await tokens(of: variant.claims, for: endpoint.tokens, by: issuer)
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
        let files = try VariantFile.files(variants)
        return PlatformSites(sites: [site], provisions: ServiceProvisions(files: files, environment: variables, hosts: server.hosts))
    }

    /// A token for each variable.
    private static func tokens(
        of claims: [String: JSONValue],
        for audiences: [String: [String]],
        by issuer: TokenIssuer
    ) async throws -> [String: String] {
        var variables: [String: String] = [:]
        for (name, audiences) in audiences {
            var claims = claims
            if !audiences.isEmpty {
                claims["aud"] = audiences.count == 1 ? .string(audiences[0]) : .array(audiences.map { .string($0) })
            }
            variables[name] = try await issuer.token(claims)
        }
        return variables
    }
}
