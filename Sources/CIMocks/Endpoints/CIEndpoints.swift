/// What answers inside a sandbox in the name of CI platforms and clouds: the configuration of one service of a job.
///
/// Equal values give equal keys, certificates, tokens and replies, byte for byte.
public struct CIEndpoints: Codable, Sendable, Hashable {
    /// The kind by which a job's service description names this configuration.
    public static let serviceKind = "ci-endpoints"

    /// From which the issuers' keys and the certificate authority derive. An RSA key takes some tenths of a second and is kept for the life of
    /// the process, so a dataset has one seed: as all the world's repositories have one GitHub.
    public var keySeed: UInt64
    /// The issuer of a GitHub Actions job's tokens.
    public var gitHub: GitHubEndpoint?
    /// The issuer of a GitLab job's tokens.
    public var gitLab: GitLabEndpoint?
    /// The metadata service of an EC2 instance. Not beside ``google``: both have the same address.
    public var ec2: EC2Endpoint?
    /// The metadata server of a Compute Engine machine.
    public var google: GoogleEndpoint?

    /// Endpoints with every part given.
    public init(
        keySeed: UInt64,
        gitHub: GitHubEndpoint? = nil,
        gitLab: GitLabEndpoint? = nil,
        ec2: EC2Endpoint? = nil,
        google: GoogleEndpoint? = nil
    ) {
        self.keySeed = keySeed
        self.gitHub = gitHub
        self.gitLab = gitLab
        self.ec2 = ec2
        self.google = google
    }
}
