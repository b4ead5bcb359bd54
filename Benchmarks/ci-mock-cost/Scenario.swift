import Basics
import CIMocks
import Orchestrator

/// A row to measure.
enum Scenario: String, CaseIterable {
    /// Nothing is served; the baseline of the others.
    case none = "no endpoints"
    /// An endpoint without TLS that nobody asks anything.
    case idle = "idle endpoint"
    /// A GitLab job's tokens, and its keys over plain HTTP.
    case plain = "GitLab without TLS"
    /// A GitHub job's token and keys, each on a connection of its own.
    case secure = "GitHub with TLS"
    /// A self-managed GitLab whose host name no other row has, so that its certificate is made for the row.
    case ownCertificate = "GitLab with TLS, a certificate of its own"

    private static let seed: UInt64 = 7

    func job(_ number: Int, imageDigest: String) throws -> Job {
        Job(
            imageDigest: imageDigest,
            workingDirectory: "/task",
            services: try endpoints(number).map { [try ServiceDescription(kind: CIEndpoints.serviceKind, configuration: $0)] } ?? [],
            steps: [Step(name: "ask", arguments: ["python3", "-c", script(number)])]
        )
    }

    private func endpoints(_ number: Int) -> CIEndpoints? {
        let claims: [String: JSONValue] = ["sub": .string("row \(number)"), "repository": "acme/anvil", "iat": 1_741_529_100]
        switch self {
        case .none: return nil
        case .idle, .plain: return gitLab("http://127.0.0.1:80", claims)
        case .ownCertificate: return gitLab(host(number), claims)
        case .secure:
            let endpoint = GitHubEndpoint(claims: claims, defaultAudience: "https://github.com/acme")
            return CIEndpoints(keySeed: Self.seed, gitHub: endpoint)
        }
    }

    private func gitLab(_ server: String, _ claims: [String: JSONValue]) -> CIEndpoints {
        CIEndpoints(keySeed: Self.seed, gitLab: GitLabEndpoint(server: server, claims: claims, tokens: ["CI_JOB_JWT": [server]]))
    }

    private func host(_ number: Int) -> String { "https://gitlab-\(number).acme.example" }

    /// What the guest does; its own time is not counted.
    private func script(_ number: Int) -> String {
        let get = """
            import os, urllib.request as web
            def get(address, **headers): return web.urlopen(web.Request(address, headers=headers)).read()

            """
        return switch self {
        case .none, .idle: get
        case .plain: get + "get('http://127.0.0.1/oauth/discovery/keys')"
        case .ownCertificate: get + "get('\(host(number))/oauth/discovery/keys')"
        case .secure:
            get + """
                bearer = 'bearer ' + os.environ['ACTIONS_ID_TOKEN_REQUEST_TOKEN']
                get(os.environ['ACTIONS_ID_TOKEN_REQUEST_URL'] + '&audience=witness', Authorization=bearer)
                get('https://token.actions.githubusercontent.com/.well-known/jwks')
                """
        }
    }
}
