import Basics
import CIMocks
import Crypto
import Foundation
import NIOHTTP1
import Orchestrator
import Sandbox

extension PlatformSites {
    private static let gitHubKeyHost = "token.actions.githubusercontent.com"

    /// GitHub's token endpoint and keys.
    static func gitHub(_ endpoint: GitHubEndpoint, in endpoints: CIEndpoints) async throws -> PlatformSites {
        let secrets = try JobSecrets(endpoints)
        let seed = endpoints.keySeed
        let issuer = try await TokenIssuer(
            seed: seed, purpose: "github", identifier: SeededBytes(seed: seed).uuid(for: "github key"), fault: endpoint.fault)
        let own = GitHubTokens(name: "github", secrets: secrets, issuer: issuer, claims: endpoint.claims)
        var tokens = [own]
        for variant in endpoint.variants {
            let issuer = try await TokenIssuer(
                seed: seed, purpose: "github", identifier: SeededBytes(seed: seed).uuid(for: "github key"), fault: variant.fault)
            tokens.append(GitHubTokens(name: "github \(variant.name)", secrets: secrets, issuer: issuer, claims: variant.claims))
        }
        let byPath = Dictionary(tokens.map { ($0.path, $0) }) { first, _ in first }
        let address = endpoint.claims["iss"]?.text ?? "https://\(gitHubKeyHost)"
        let server = try ServerAddress(address)
        let configuration = try OpenIDConfiguration(issuer: address, keys: "\(address)/.well-known/jwks").canonicalJSON()
        let publish: @Sendable (HTTPRequest) async throws -> HTTPReply = { request in
            guard request.method == .GET || request.method == .HEAD else { return .refusal(.methodNotAllowed) }
            return switch request.path {
            // `witness` asks for the keys at the root of GitHub's host, whoever the issuer is.
            case "/.well-known/jwks", "\(server.path)/.well-known/jwks": .json(issuer.keySet)
            case "\(server.path)/.well-known/openid-configuration": .json(configuration)
            default: .refusal(.notFound)
            }
        }
        var sites = [
            HTTPSite(endpoint: NetworkEndpoint(port: 443), host: endpoint.requestHost.lowercased(), usesTLS: true) { request in
                guard let wanted = byPath[request.path] else { return .refusal(.notFound) }
                guard request.method == .GET else { return .refusal(.methodNotAllowed) }
                guard request.isAuthorized(by: wanted.bearer) else { return .refusal(.unauthorized) }
                guard let token = try await wanted.store.token(for: request.parameter("audience") ?? endpoint.defaultAudience) else {
                    return .refusal(.tooManyRequests)
                }
                return .json(try JSONValue.object(["count": .integer(Int64(token.utf8.count)), "value": .string(token)]).canonicalJSON())
            },
            HTTPSite(endpoint: NetworkEndpoint(port: 443), host: gitHubKeyHost, usesTLS: true, reply: publish),
        ]
        if server.host != gitHubKeyHost {
            sites.append(HTTPSite(endpoint: server.endpoint, host: server.host, usesTLS: server.usesTLS, reply: publish))
        }
        let hosts = [endpoint.requestHost: IPv4Address.loopback, gitHubKeyHost: .loopback].merging(server.hosts) { $1 }
        let variables = Dictionary(uniqueKeysWithValues: zip(endpoint.variants.map(\.name), tokens.dropFirst()))
            .mapValues { $0.variables(host: endpoint.requestHost) }
        let files = try VariantFile.files(variables)
        let environment = own.variables(host: endpoint.requestHost)
        return PlatformSites(sites: sites, provisions: ServiceProvisions(files: files, environment: environment, hosts: hosts))
    }
}

extension HTTPRequest {
    /// Whether the request bears the token; how long the comparison takes does not tell how much of it is right.
    fileprivate func isAuthorized(by bearer: String) -> Bool {
        let parts = (header("authorization") ?? "").split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return false }
        return SHA256.hash(data: Data(parts[1].utf8)) == SHA256.hash(data: Data(bearer.utf8))
    }
}
