import Orchestrator
import Witness

/// Two keys of one step: one replaces the other and both are accepted for a while, two people share a step, or the replaced key is retired. What either key signed
/// is verified, and what a key signed that the policy no longer holds is shown to be refused.
struct KeyRotation: TaskType {
    /// How the keys stand to each other. The raw value is the variant's name in the grammar.
    private enum Relation: String, CaseIterable {
        /// The other key was replaced, and what it signed is still in use.
        case overlap
        /// The other key is a colleague's.
        case secondSigner
        /// The other key was replaced and is to be accepted no longer.
        case retired
    }

    let name = "key-rotation"
    let rego = RegoUse.never
    let takesCertificates = false
    let vocabulary = TaskVocabulary(
        slots: [
            "otherPublicKeyFile": .init(.code),
            "otherAttestation": .init(.code),
            "otherFile": .init(.code),
            "rotationSession": .init(.code, flag: Relation.retired.rawValue),
        ],
        variants: Set(Relation.allCases.map(\.rawValue)))

    func exercise(at bench: Workbench) throws -> Exercise {
        var generator = bench.generator
        let (scene, script) = (bench.scene, bench.script)
        let relation = generator.pick(Relation.allCases) ?? .overlap
        let other = scene.otherKey.publicKey.replacing(".pub", with: "")
        let attestation = "\(other).att.json"
        let file = "\(other)-\(scene.artifact.split(separator: "/").last ?? "")"
        let both = PolicyStep(name: scene.specification.step, types: scene.recordedTypes, keys: [scene.key, scene.otherKey])
        let policy = try (generator.pick(PolicyStyle.allCases) ?? .hereDocument).blocks(scene, steps: [both])
        let call = script.calls.verify.setting("attestations", to: attestation).setting("artifactfile", to: file).text(style: script.style)
        let verifyOther = AnswerBlock(kind: .verify, code: call, titleSlots: ["artifact": file])
        let refusal = ["collection rejected: \(scene.specification.step), Reason: no verifiers present to validate against collection verifiers"]

        var slots = ConversationSlots(
            values: ["otherPublicKeyFile": scene.otherKey.publicKey, "otherAttestation": attestation, "otherFile": file],
            flags: [relation.rawValue])
        let given = try bench.steps(script.attesting) + [earlierRun(scene, attestation: attestation, file: file)]
        guard relation == .retired else {
            let shown = policy + [script.check, script.sign, script.verify, verifyOther]
            let control = ControlScript(scene: scene, name: "key-taken-out").step(
                prepare: [retirement(scene, into: "$changed")], verify: .policy(signedBy: nil), of: (attestation, file), refusal: refusal)
            return Exercise(
                turns: [ConversationTurn(slots: slots, blocks: shown)], steps: try given + bench.steps(shown) + [control], variant: relation.rawValue)
        }
        let accepted = Exhibit(call, acceptedWith: ["level=info msg=\"Verification succeeded\""])
        slots.values["rotationSession"] = [accepted].fenced
        let new = scene.paths.policy.replacing(".json", with: ".new.json")
        let mend = AnswerBlock(kind: .mend, code: "\(retirement(scene, into: new))\nmv \(new) \(scene.paths.policy)")
        var last = verifyOther.step(named: "verify")
        last.expectation = Expectation(exit: .code(1), standardErrorContains: refusal)
        return Exercise(
            turns: [ConversationTurn(slots: slots, blocks: [mend, script.sign, script.verify, verifyOther])],
            steps: try given + bench.steps(policy + [script.check, script.sign]) + [accepted].steps
                + bench.steps([mend, script.sign, script.verify]) + [last],
            variant: relation.rawValue)
    }

    /// The shell line that writes the policy without the other key into a file.
    private func retirement(_ scene: ExampleScene, into file: String) -> String {
        "jq --arg old \"$(sha256sum \(scene.otherKey.publicKey) | cut -d' ' -f1)\" "
            + "'del(.publickeys[$old], (.steps[].functionaries[] | select(.publickeyid == $old)))' \(scene.paths.policy) > \(file)"
    }

    /// A run like the example's own, signed with the other key, of an artifact that differs by a line feed.
    private func earlierRun(_ scene: ExampleScene, attestation: String, file: String) -> Step {
        let run = ControlRun(scene: scene, attestors: scene.specification.attestors, key: scene.otherKey)
        let lines =
            ["mkdir -p \(ControlScript.directory)", "changed=\(ControlScript.directory)/earlier"] + scene.otherKey.lines
            + run.lines(changedBy: ["printf '\\n' >> $kept"]) + ["cp $changed \(attestation)", "cp \(ControlRun.artifact) \(file)"]
        return Step(name: "earlier-run", arguments: ["bash", "-euc", lines.joined(separator: "\n")])
    }
}
