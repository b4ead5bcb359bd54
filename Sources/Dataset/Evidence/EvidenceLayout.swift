/// Which of an example's kept files are what, by their paths in the sandbox, and what verification must be given.
public struct EvidenceLayout: Codable, Sendable, Hashable {
    /// The signed policy.
    public var policy: String
    /// The public key that the policy is signed with.
    public var publicKey: String
    /// The attestations that the policy asks for.
    public var attestations: [String]
    /// The artifacts; the first is the one to verify, if any.
    public var artifacts: [String]
    /// Digests of further subjects to start from (`witness verify --subjects`).
    public var subjects: [String]

    /// A layout with every part given.
    public init(policy: String, publicKey: String, attestations: [String], artifacts: [String], subjects: [String] = []) {
        self.policy = policy
        self.publicKey = publicKey
        self.attestations = attestations
        self.artifacts = artifacts
        self.subjects = subjects
    }
}
