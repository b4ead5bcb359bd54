import CIMocks

/// The files that prove an example, as absolute paths in the sandbox, and what `witness verify` must be given to check them again.
public struct ExampleEvidence: Codable, Sendable, Hashable {
    /// The signed attestation collections.
    public var attestations: [String]
    /// The policy before it was signed.
    public var policy: String
    /// The signed policy.
    public var signedPolicy: String
    /// The public key that the policy is signed with.
    public var publicKey: String
    /// The file for `witness verify --artifactfile`.
    public var artifact: String
    /// The CI platform's pipeline file, where it keeps one in the repository.
    public var pipelineFile: String?

    init(_ scene: ExampleScene, pipelineFile: CIFile?) {
        func absolute(_ path: String) -> String { ExamplePaths.absolute(path, from: scene.workingDirectory) }
        attestations = ([scene.paths.attestation] + scene.furtherAttestations).map(absolute)
        policy = absolute(scene.paths.policy)
        signedPolicy = absolute(scene.paths.signedPolicy)
        publicKey = absolute(scene.paths.publicKey)
        artifact = absolute(scene.artifact)
        self.pipelineFile = pipelineFile.map { absolute($0.path) }
    }

    /// All files, sorted.
    public var allPaths: [String] {
        (attestations + [policy, signedPolicy, publicKey, artifact] + (pipelineFile.map { [$0] } ?? [])).sorted()
    }
}
