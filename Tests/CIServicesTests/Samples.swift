import Basics
import CIMocks

extension CIEndpoints {
    /// One seed for all tests, since each has its keys made anew.
    static let testSeed: UInt64 = 7

    static func gitHub(repository: String = "acme/anvil", issuer: String = "https://token.actions.githubusercontent.com", fault: TokenFault? = nil)
        -> CIEndpoints
    {
        let claims: [String: JSONValue] = [
            "iss": .string(issuer),
            "sub": .string("repo:\(repository):ref:refs/heads/main"),
            "repository": .string(repository),
            "iat": .integer(1_741_529_100),
            "exp": .integer(1_741_529_400),
        ]
        let endpoint = GitHubEndpoint(claims: claims, defaultAudience: "https://github.com/acme", fault: fault)
        return CIEndpoints(keySeed: testSeed, gitHub: endpoint)
    }

    static func gitLab(server: String = "http://127.0.0.1:8080/gitlab", fault: TokenFault? = nil) -> CIEndpoints {
        let claims: [String: JSONValue] = ["iss": .string(server), "sub": "project_path:acme/anvil", "project_path": "acme/anvil"]
        let tokens = ["CI_JOB_JWT": [server], "BOTH": ["one", "two"], "NONE": []]
        return CIEndpoints(keySeed: testSeed, gitLab: GitLabEndpoint(server: server, claims: claims, tokens: tokens, fault: fault))
    }

    static func ec2(fault: TokenFault? = nil) -> CIEndpoints {
        let document: [String: JSONValue] = ["instanceId": "i-00f1e2d3c4b5a6978", "accountId": "123456789012", "kernelId": .null]
        let endpoint = EC2Endpoint(document: document, metadata: ["ami-id": "ami-1", "placement/region": "eu-west-1"], fault: fault)
        return CIEndpoints(keySeed: testSeed, ec2: endpoint)
    }

    static func google(fault: TokenFault? = nil) -> CIEndpoints {
        let claims: [String: JSONValue] = ["sub": "104", "google": ["compute_engine": ["zone": "europe-west1-d"]]]
        return CIEndpoints(keySeed: testSeed, google: GoogleEndpoint(claims: claims, metadata: ["project/project-id": "acme-build"], fault: fault))
    }
}
