import Basics

extension CIMock {
    /// What must be served in the sandbox so that the build's tokens and documents can be had and checked; `nil` where the platform has none.
    /// - Parameters:
    ///   - keySeed: see ``CIEndpoints/keySeed``.
    ///   - fault: what is wrong with them, for a control that must fail.
    ///   - variants: other tokens that can be had, on the platforms whose jobs ask for tokens or are given them.
    public func endpoints(keySeed: UInt64, fault: TokenFault? = nil, variants: [TokenVariant] = []) -> CIEndpoints? {
        var endpoints = CIEndpoints(keySeed: keySeed)
        switch surroundings {
        case .gitHub(let mock):
            let owner = "\(mock.serverURL)/\(build.repository.owner)"
            endpoints.gitHub = GitHubEndpoint(claims: mock.claims, defaultAudience: owner, fault: fault, variants: variants)
        case .gitLab(let mock):
            let tokens = ["CI_JOB_JWT": [mock.serverURL]]
            endpoints.gitLab = GitLabEndpoint(server: mock.serverURL, claims: mock.claims, tokens: tokens, fault: fault, variants: variants)
        case .ec2(let mock):
            guard case .object(let document) = mock.identityDocument else { return nil }
            endpoints.ec2 = EC2Endpoint(document: document, metadata: mock.metadata, fault: fault)
        case .computeEngine(let mock):
            endpoints.google = GoogleEndpoint(claims: mock.claims, metadata: mock.metadata, fault: fault)
        case .jenkins, .codeBuild:
            return nil
        }
        return endpoints
    }
}

extension EC2Instance {
    /// What the metadata service tells besides, by its path below `/latest/meta-data/`.
    fileprivate var metadata: [String: String] {
        [
            "ami-id": imageID,
            "hostname": "ip-\(privateAddress.replacing(".", with: "-")).\(region).compute.internal",
            "instance-id": instanceID,
            "instance-type": identityDocument["instanceType"]?.text ?? "",
            "local-ipv4": privateAddress,
            "placement/availability-zone": identityDocument["availabilityZone"]?.text ?? "",
            "placement/region": region,
        ]
    }
}
