import Basics

/// The issuer of GitLab's job tokens, as one job sees it.
///
/// The service sets one variable for each token and serves the keys at `SERVER/oauth/discovery/keys`.
/// Source: docs.gitlab.com, "OpenID Connect (OIDC) authentication using ID tokens".
public struct GitLabEndpoint: Codable, Sendable, Hashable {
    /// `CI_SERVER_URL`: scheme, host and, unless it is the scheme's own, port; `https://gitlab.com` or a self-managed server.
    public var server: String
    /// All claims but `aud`.
    public var claims: [String: JSONValue]
    /// Audiences of the tokens by the variables that hold them, such as `CI_JOB_JWT` or what `id_tokens` names; an empty list is no `aud`.
    public var tokens: [String: [String]]
    /// What is wrong with the tokens, for a control that must fail.
    public var fault: TokenFault?
    /// Other tokens that can be had, of the same audiences.
    public var variants: [TokenVariant]

    /// Endpoints with every part given.
    public init(
        server: String,
        claims: [String: JSONValue],
        tokens: [String: [String]],
        fault: TokenFault? = nil,
        variants: [TokenVariant] = []
    ) {
        self.server = server
        self.claims = claims
        self.tokens = tokens
        self.fault = fault
        self.variants = variants
    }
}
