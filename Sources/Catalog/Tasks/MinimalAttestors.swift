import Orchestrator
import Witness

/// A policy is there, and the run that satisfies it is asked for: the answer asks for the attestors that the policy's types need and for no others. Leaving
/// out any one of them is shown to fail.
struct MinimalAttestors: TaskType {
    let name = "minimal-attestors"
    let rego = RegoUse.never
    let vocabulary = TaskVocabulary(slots: ["session": .init(.code)])

    func exercise(at bench: Workbench) throws -> Exercise {
        let (scene, script) = (bench.scene, bench.script)
        let types = Exhibit("jq -r '.steps[].attestations[].type' \(scene.paths.policy)", prints: scene.recordedTypes)
        let shown = (script.prepare.map { [$0] } ?? []) + [script.run]
        let reduced = scene.specification.attestors.map { attestor in
            ControlScript(scene: scene, name: "without-\(attestor.name)").step(
                prepare: ControlRun(scene: scene, attestors: scene.specification.attestors.filter { $0 != attestor }).lines(),
                verify: .run(artifact: ControlRun.artifact),
                refusal: ["Step: \(scene.specification.step)", "Reason: predicate type  is not a collection predicate type"])
        }
        return Exercise(
            turns: [ConversationTurn(slots: ConversationSlots(values: ["session": [types].fenced]), blocks: shown)],
            steps: try bench.steps([script.keys] + script.policy) + [types].steps
                + bench.steps(shown + [script.check, script.sign, script.verify]) + reduced)
    }
}
