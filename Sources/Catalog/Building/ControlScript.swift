import Orchestrator

/// The frame that all negative controls share: prepare one changed file, sign it when it is a policy, and verify.
struct ControlScript {
    /// Which file the control changes.
    enum Change {
        case artifact
        case attestation
        /// The attestations of other steps, and the files by whose digests they are found.
        case further([String], subjects: [String])
        /// The attestation and the artifact, both of another run.
        case run(artifact: String)
        case signedPolicy
        /// The policy, signed anew: by the policy's own signer, or with another key.
        case policy(signedBy: SigningKey?)
    }

    /// Where controls keep their files: apart from what the answer made.
    static let directory = "\(ExampleScene.workspace)/controls"

    /// Variables for steps that only witness sees: its garbage collector costs more than it saves in so short a process.
    static let fastWitness = ["GOGC": "off", "GOMAXPROCS": "1"]

    let scene: ExampleScene
    let name: String

    /// The step; every line but the last must succeed, and the last must be refused with all the given texts.
    /// - Parameter run: attestation and artifact that are verified but for the change; nil for the example's own.
    func step(
        prepare: [String], verify change: Change, of run: (attestation: String, artifact: String)? = nil, refusal: [String]
    ) -> Step {
        let paths = scene.paths
        var lines = ["mkdir -p \(Self.directory)", "changed=\(Self.directory)/\(name)"] + prepare
        var (policy, further, subjects) = (paths.signedPolicy, scene.furtherAttestations, scene.furtherSubjects)
        var (attestation, artifact) = run ?? (paths.attestation, scene.artifact)
        switch change {
        case .artifact: artifact = "$changed"
        case .attestation: attestation = "$changed"
        case .further(let others, let files): (further, subjects) = (others, files)
        case .run(let other): (attestation, artifact) = ("$changed", other)
        case .signedPolicy: policy = "$changed"
        case .policy(let key):
            let flags = (key ?? scene.key).signFlags.map { "--\($0.long) \($0.value)" }.joined(separator: " ")
            lines.append("witness sign -l error \(flags) -f $changed -o $changed.signed")
            policy = "$changed.signed"
        }
        let attestations = ([attestation] + further).map { "-a \($0)" }.joined(separator: " ")
        let digests = subjects.map { " -s \(WitnessCommandLine.digest(of: $0))" }.joined()
        lines.append("witness verify -k \(paths.publicKey) -p \(policy) \(attestations) -f \(artifact)\(digests)")
        return Step(
            name: "control-\(name)",
            arguments: ["bash", "-euc", lines.joined(separator: "\n")],
            environment: Self.fastWitness,
            expectation: Expectation(exit: .code(1), standardErrorContains: refusal)
        )
    }
}
