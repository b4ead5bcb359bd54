import Orchestrator

/// A negative control: one thing differs from the accepted verification, and `witness verify` must refuse it for that reason.
///
/// Where witness words two refusals alike, the single difference tells which it was.
enum Control: String, CaseIterable, Sendable {
    /// One bit of the artifact differs.
    case tamperedArtifact = "tampered-artifact"
    /// The signed collection's recorded exit code differs.
    case tamperedAttestation = "tampered-attestation"
    /// The signed policy's expiry differs.
    case tamperedPolicy = "tampered-policy"
    /// The same policy is signed by someone else.
    case foreignPolicySigner = "foreign-policy-signer"
    /// The policy wants the step signed by someone else, whose key it knows; where a certificate names the signer, by another name.
    case foreignFunctionary = "foreign-functionary"
    /// The policy knows only someone else's key; where a certificate names the signer, only another root.
    case unknownKey = "unknown-key"
    /// The policy wants an attestation that was not made.
    case missingAttestor = "missing-attestor"
    /// The policy is about another step.
    case otherStep = "other-step"
    /// The policy's time is over.
    case expiredPolicy = "expired-policy"

    /// The step that carries the control out.
    func step(_ scene: ExampleScene) -> Step {
        ControlScript(scene: scene, name: rawValue).step(prepare: preparation(scene), verify: changes, refusal: refusal(scene))
    }

    /// Which arguments of `witness verify` the control replaces.
    private var changes: ControlScript.Change {
        switch self {
        case .tamperedArtifact: .artifact
        case .tamperedAttestation: .attestation
        case .tamperedPolicy: .signedPolicy
        case .foreignPolicySigner: .policy(signedBy: Self.otherKey)
        case .foreignFunctionary, .unknownKey, .missingAttestor, .otherStep, .expiredPolicy: .policy(signedBy: nil)
        }
    }

    /// Shell lines that write the changed file to `$changed`.
    private func preparation(_ scene: ExampleScene) -> [String] {
        let paths = scene.paths
        func jq(_ program: String, _ file: String) -> String { "jq -c '\(program)' \(file) > $changed" }
        func jqWithOtherKey(_ program: String) -> [String] {
            Self.otherKey.lines + [
                "keyid=$(sha256sum $changed.pub | cut -d' ' -f1)",
                "key=$(base64 -w0 $changed.pub)",
                "jq -c --arg keyid $keyid --arg key $key '\(program)' \(paths.policy) > $changed",
            ]
        }
        return switch self {
        case .tamperedArtifact:
            [
                "cp \(scene.artifact) $changed",
                "byte=$(od -An -tu1 -N1 $changed)",
                "printf \"\\\\$(printf %o $((byte ^ 1)))\" | dd of=$changed conv=notrunc status=none",
            ]
        case .tamperedAttestation:
            [jq(".payload |= (@base64d | sub(\"\\\"exitcode\\\":0\"; \"\\\"exitcode\\\":1\") | @base64)", paths.attestation)]
        case .tamperedPolicy:
            [jq(".payload |= (@base64d | sub(\"\(scene.expires)\"; \"2099-01-01T00:00:00Z\") | @base64)", paths.signedPolicy)]
        case .foreignPolicySigner:
            [Self.otherKey.generate, "cp \(paths.policy) $changed"]
        case .foreignFunctionary where scene.key.certificate != nil:
            [jq(".steps[].functionaries[].certConstraint.commonname += \"-2\"", paths.policy)]
        case .foreignFunctionary:
            jqWithOtherKey(".publickeys[$keyid] = {$keyid, $key} | .steps[].functionaries[].publickeyid = $keyid")
        case .unknownKey where scene.key.certificate != nil:
            [
                Self.otherKey.generate,
                "openssl req -x509 -new -key $changed.key -days \(SigningKey.authorityDays) -subj '/CN=Root' -out $changed.pem",
                "jq -c --arg root \"$(base64 -w0 $changed.pem)\" '.roots[].certificate = $root' \(paths.policy) > $changed",
            ]
        case .unknownKey:
            jqWithOtherKey(".publickeys = {($keyid): {$keyid, $key}} | .steps[].functionaries[].publickeyid = $keyid")
        case .missingAttestor:
            [jq(".steps[].attestations += [{type: \"https://witness.dev/attestations/jwt/v0.1\"}]", paths.policy)]
        case .otherStep:
            [jq(".steps |= (to_entries | map(.key += \"-2\" | .value.name += \"-2\") | from_entries)", paths.policy)]
        case .expiredPolicy:
            [jq(".expires = \"2020-01-01T00:00:00Z\"", paths.policy)]
        }
    }

    /// Whether it is about who may sign the step.
    var isAboutFunctionary: Bool { [.foreignFunctionary, .unknownKey].contains(self) }

    /// The key of someone else, of the kind that costs least: making an RSA key costs more than all else that a control does.
    private static let otherKey = SigningKey(
        generate: "openssl genpkey -algorithm ed25519 -out $changed.key", privateKey: "$changed.key", publicKey: "$changed.pub", passphrase: nil,
        certificate: nil)

    /// What standard error must say.
    private func refusal(_ scene: ExampleScene) -> [String] {
        let step = scene.specification.step
        let nothingFound = "Reason: predicate type  is not a collection predicate type"
        return switch self {
        case .tamperedArtifact, .missingAttestor: ["Step: \(step)", nothingFound]
        case .otherStep: ["Step: \(step)-2", nothingFound]
        case .tamperedAttestation, .unknownKey:
            ["collection rejected: \(step), Reason: no verifiers present to validate against collection verifiers"]
        case .tamperedPolicy, .foreignPolicySigner: ["could not verify policy: no valid signatures for the provided verifiers found"]
        case .foreignFunctionary: ["collection rejected: \(step), Reason: no verifiers matched with allowed functionaries for step \(step)"]
        case .expiredPolicy: ["policy expired on 2020-01-01"]
        }
    }
}
