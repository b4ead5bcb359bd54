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
        let bearer = secrets.text(for: "github bearer", bytes: 48)
        let path =
            "/\(secrets.text(for: "github pool", bytes: 36))/00000000-0000-0000-0000-000000000000/_apis/distributedtask"
            + "/hubs/Actions/plans/\(secrets.uuid(for: "github plan"))/jobs/\(secrets.uuid(for: "github job"))/idtoken"
        let tokens = TokenStore { audience in
            var claims = endpoint.claims
            claims["aud"] = .string(audience)
            return try await issuer.token(claims)
        }
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
                guard request.path == path else { return .refusal(.notFound) }
                guard request.method == .GET else { return .refusal(.methodNotAllowed) }
                guard request.isAuthorized(by: bearer) else { return .refusal(.unauthorized) }
                guard let token = try await tokens.token(for: request.parameter("audience") ?? endpoint.defaultAudience) else {
                    return .refusal(.tooManyRequests)
                }
                return .json(try JSONValue.object(["count": .integer(Int64(token.utf8.count)), "value": .string(token)]).canonicalJSON())
            },
            HTTPSite(endpoint: NetworkEndpoint(port: 443), host: gitHubKeyHost, usesTLS: true, reply: publish),
        ]
        if server.host != gitHubKeyHost {
            sites.append(HTTPSite(endpoint: server.endpoint, host: server.host, usesTLS: server.usesTLS, reply: publish))
        }
        let variables = [
            "ACTIONS_ID_TOKEN_REQUEST_URL": "https://\(endpoint.requestHost)\(path)?api-version=2.0",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN": bearer,
        ]
        let hosts = [endpoint.requestHost: IPv4Address.loopback, gitHubKeyHost: .loopback].merging(server.hosts) { $1 }
        return PlatformSites(sites: sites, provisions: ServiceProvisions(environment: variables, hosts: hosts))
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
