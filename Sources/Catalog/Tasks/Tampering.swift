/// What someone changed between a verification that passed and one that did not. The raw value is the variant's name in the grammar.
enum Tampering: String, CaseIterable, Sendable {
    case artifactChanged
    case attestationChanged
    case policyChanged

    /// The file that was changed.
    func file(_ scene: ExampleScene) -> String {
        switch self {
        case .artifactChanged: scene.artifact
        case .attestationChanged: scene.paths.attestation
        case .policyChanged: scene.paths.signedPolicy
        }
    }

    /// Shell lines that change it.
    func lines(_ scene: ExampleScene) -> [String] {
        let file = file(scene)
        func edit(_ old: String, _ new: String) -> [String] {
            let program = ".payload |= (@base64d | sub(\"\(old)\"; \"\(new)\") | @base64)"
            return ["jq -c '\(program)' \(file) > \(file).edited", "mv \(file).edited \(file)"]
        }
        return switch self {
        case .artifactChanged: ["printf '\\n' >> \(file)"]
        case .attestationChanged: edit("\\\"exitcode\\\":0", "\\\"exitcode\\\":1")
        case .policyChanged: edit(scene.expires, "2099-01-01T00:00:00Z")
        }
    }

    /// The lines of what witness says then that decide.
    func refusal(_ scene: ExampleScene) -> [String] {
        let step = scene.specification.step
        func rejected(_ reasons: [String]) -> [String] {
            (["Step: \(step)"] + reasons).map { "level=error msg=\"\($0)\"" }
        }
        return switch self {
        case .artifactChanged:
            rejected([
                "verification failure: Reason: predicate type  is not a collection predicate type",
                "verification failure: Reason: no verifiers present to validate against collection verifiers",
            ])
        case .attestationChanged:
            rejected(["collection rejected: \(step), Reason: no verifiers present to validate against collection verifiers "])
        case .policyChanged:
            [
                "level=error msg=\"failed to verify policy: attestors failed with error messages\\nattestor policyverify failed: "
                    + "failed to verify policy signature: could not verify policy: no valid signatures for the provided verifiers found…"
            ]
        }
    }
}
