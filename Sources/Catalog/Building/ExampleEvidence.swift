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
    /// Further files by whose digests attestations are found; nil where there are none.
    public var subjects: [String]?
    /// The CI platform's pipeline file, where it keeps one in the repository.
    public var pipelineFile: String?

    init(_ scene: ExampleScene, pipelineFile: CIFile?) {
        func absolute(_ path: String) -> String { ExamplePaths.absolute(path, from: scene.workingDirectory) }
        attestations = ([scene.paths.attestation] + scene.furtherAttestations).map(absolute)
        policy = absolute(scene.paths.policy)
        signedPolicy = absolute(scene.paths.signedPolicy)
        publicKey = absolute(scene.paths.publicKey)
        artifact = absolute(scene.artifact)
        subjects = scene.furtherSubjects.isEmpty ? nil : scene.furtherSubjects.map(absolute)
        self.pipelineFile = pipelineFile.map { absolute($0.path) }
    }

    /// All files, sorted.
    public var allPaths: [String] {
        (attestations + [policy, signedPolicy, publicKey, artifact] + (subjects ?? []) + (pipelineFile.map { [$0] } ?? [])).sorted()
    }
}
