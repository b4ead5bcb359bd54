import Basics

/// The OIDC provider of GitHub Actions, as one job sees it.
///
/// The service sets `ACTIONS_ID_TOKEN_REQUEST_URL` and `ACTIONS_ID_TOKEN_REQUEST_TOKEN`, as GitHub does for a job with the permission
/// `id-token: write`, and serves the keys at `https://token.actions.githubusercontent.com/.well-known/jwks`, whoever the issuer is: there `witness` looks for them.
/// Source: docs.github.com, "OpenID Connect reference".
public struct GitHubEndpoint: Codable, Sendable, Hashable {
    /// All claims but `aud`, which the request names. `iss` is where the keys are published too: GitHub's own issuer or an Enterprise server's.
    public var claims: [String: JSONValue]
    /// The audience of a token when the request names none: the address of the repository's owner.
    public var defaultAudience: String
    /// The host at which the job asks for tokens.
    public var requestHost: String
    /// What is wrong with the tokens, for a control that must fail.
    public var fault: TokenFault?
    /// Other tokens that can be had, each with an address and a bearer of its own.
    public var variants: [TokenVariant]

    /// Endpoints with every part given.
    public init(
        claims: [String: JSONValue],
        defaultAudience: String,
        requestHost: String = "run-actions-1-azure-eastus.actions.githubusercontent.com",
        fault: TokenFault? = nil,
        variants: [TokenVariant] = []
    ) {
        self.claims = claims
        self.defaultAudience = defaultAudience
        self.requestHost = requestHost
        self.fault = fault
        self.variants = variants
    }
}
