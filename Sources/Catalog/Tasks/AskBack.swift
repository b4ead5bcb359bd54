import Orchestrator
import Witness

/// Questions that have no answer yet, or none at all: a fact is missing, or witness can't do it. The answer says so and asks; where the user then supplies
/// the fact, it goes on.
struct AskBack: TaskType {
    /// What keeps the question from being answered. The raw value is the variant's name in the grammar.
    enum Obstacle: String, CaseIterable {
        case unknownAttestor
        case unnamedStep
        case publicKeyOnly
        case unnamedArtifact
    }

    let name = "ask-back"
    let rego = RegoUse.never
    let parts = ["next"]
    let vocabulary = TaskVocabulary(
        slots: [
            "refusal": .init(.code),
            "wantedAttestor": .init(.code, flag: Obstacle.unknownAttestor.rawValue),
            "nearAttestor": .init(.code, flag: Obstacle.unknownAttestor.rawValue),
        ],
        variants: Set(Obstacle.allCases.map(\.rawValue)))

    func exercise(at bench: Workbench) throws -> Exercise {
        var generator = bench.generator
        let (scene, script) = (bench.scene, bench.script)
        let known = bench.scene.signer.id == "ed25519" ? Obstacle.allCases : Obstacle.allCases.filter { $0 != .publicKeyOnly }
        let obstacle = generator.pick(known) ?? .unnamedStep
        let wanted = generator.pick(Self.wishes(in: scene.project.language)) ?? ("trivy", .sbom)
        var slots = ConversationSlots(values: ["refusal": ""], flags: [obstacle.rawValue])
        let attempt: Exhibit
        switch obstacle {
        case .unknownAttestor:
            slots.values = ["refusal": "attestor not found: \(wanted.0)", "wantedAttestor": wanted.0, "nearAttestor": wanted.1.name]
            attempt = Exhibit(script.calls.run.joiningAttestors(wanted.0).text(style: script.style), refusedWith: ["attestor not found: \(wanted.0)"])
        case .unnamedStep:
            slots.values["refusal"] = "step name is required"
            attempt = Exhibit(script.calls.run.without("step").text(style: script.style), refusedWith: ["step name is required"])
        case .publicKeyOnly:
            slots.values["refusal"] = "unsupported signer key type: ed25519.PublicKey"
            attempt = Exhibit(
                script.calls.sign.setting("signer-file-key-path", to: scene.paths.publicKey).text(style: script.style),
                refusedWith: ["unsupported signer key type: ed25519.PublicKey"])
        case .unnamedArtifact:
            slots.values["refusal"] = "at least one of the flags in the group [artifactfile subjects] is required"
            attempt = Exhibit(
                script.calls.verify.without("artifactfile").text(style: script.style),
                refusedWith: ["at least one of the flags in the group [artifactfile subjects] is required"])
        }
        let goesOn: [AnswerBlock]? =
            switch obstacle {
            case .unnamedStep: script.attesting
            case .unnamedArtifact: [script.verify]
            case .unknownAttestor, .publicKeyOnly: nil
            }
        let first = ConversationTurn(slots: slots)
        let second = goesOn.map { ConversationTurn(part: "next", slots: slots, blocks: $0) }
        // The key is made again where the answer shows how.
        let (before, after) =
            switch obstacle {
            case .unknownAttestor: ([script.keys], script.blocks.filter { $0.kind != .keys })
            case .unnamedStep: ([script.keys], script.blocks)
            case .publicKeyOnly, .unnamedArtifact: (script.blocks.filter { $0.kind != .verify }, [script.verify])
            }
        return Exercise(
            turns: [first] + (second.map { [$0] } ?? []),
            steps: try bench.steps(before) + [attempt].steps + bench.steps(after),
            variant: obstacle.rawValue)
    }

    /// What people look for among the attestors and what comes near.
    private static func wishes(in language: String) -> [(String, Attestor)] {
        let managers: [String: [String]] = [
            "go": ["gomod"], "node": ["npm", "yarn"], "python": ["pip", "poetry"], "java": ["gradle"], "rust": ["cargo"],
        ]
        let scanners: [(String, Attestor)] = [
            ("trivy", .sbom), ("grype", .sbom), ("syft", .sbom), ("cyclonedx", .sbom), ("spdx", .sbom), ("codeql", .sarif), ("semgrep", .sarif),
            ("gitleaks", .secretScan), ("trufflehog", .secretScan), ("dpkg", .systemPackages), ("apt", .systemPackages), ("circleci", .environment),
            ("provenance", .slsa), ("gcp", .gcpIIT), ("kubernetes", .k8sManifest), ("openvex", .vex),
        ]
        return (managers[language] ?? []).map { ($0, .lockfiles) } + scanners
    }
}
