import Basics

/// One kind of token that a GitHub Actions job can ask for: where, with which bearer, and what it says.
struct GitHubTokens: Sendable {
    let path: String
    let bearer: String
    let store: TokenStore

    /// - Parameter name: tells it from the job's other tokens.
    init(name: String, secrets: JobSecrets, issuer: TokenIssuer, claims: [String: JSONValue]) {
        bearer = secrets.text(for: "\(name) bearer", bytes: 48)
        path =
            "/\(secrets.text(for: "\(name) pool", bytes: 36))/00000000-0000-0000-0000-000000000000/_apis/distributedtask"
            + "/hubs/Actions/plans/\(secrets.uuid(for: "\(name) plan"))/jobs/\(secrets.uuid(for: "\(name) job"))/idtoken"
        store = TokenStore { audience in
            var claims = claims
            claims["aud"] = .string(audience)
            return try await issuer.token(claims)
        }
    }

    /// The variables by which a job finds it.
    func variables(host: String) -> [String: String] {
        ["ACTIONS_ID_TOKEN_REQUEST_URL": "https://\(host)\(path)?api-version=2.0", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": bearer]
    }
}
