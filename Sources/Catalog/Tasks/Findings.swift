import Orchestrator
import Witness

/// A secret that a run left among its products: the attestor reports it and the policy's Rego denies it. The answer says where it is and how it came there, and
/// the run without it passes.
struct Findings: TaskType {
    let name = "findings"
    let rego = RegoUse.always
    let attestors: Set<Attestor> = [.secretScan]
    let regoKinds: Set<String> = ["secretscan"]
    let vocabulary = TaskVocabulary(
        slots: ["session": .init(.code), "leakedFile": .init(.code), "leakRule": .init(.code)],
        variants: Set(Leak.allCases.map(\.rawValue)))

    func constraint(on project: Project, _ command: CommandPattern) -> Constraint? { .forRepeating(command) }

    func exercise(at bench: Workbench) throws -> Exercise {
        var generator = bench.generator
        let (scene, script) = (bench.scene, bench.script)
        guard let rule = scene.rules.first(where: { $0.predicateType == Attestor.secretScan.predicateTypes[0] }), let denial = rule.violation?.denial
        else {
            throw JobBuilderError(example: scene.specification.id, message: "no rule denies secrets; draw the task for the Rego kind 'secretscan'")
        }
        let leak = generator.pick(Leak.allCases) ?? .netrc
        let plant = leak.planting(token: Leak.token(drawnBy: &generator))
        let leaking = script.calls.run.replacingCommand("sh -c '\"$@\" && \(leak.command)' sh \(scene.run)").text(style: script.style)
        let findings = "select(.type == \"\(rule.predicateType)\").attestation.findings[]"
        let lines = "select(.location | startswith(\"product:\")) | \"\\(.ruleId) \\(.location)\""
        let reason = "rego policy evaluation failed for attestor type \(rule.predicateType): policy was denied due to: \(denial)"
        let looks = [
            Exhibit(
                script.verify.code,
                refusedWith: [
                    "level=error msg=\"collection rejected: \(scene.specification.step), Reason: collection validation failed:\\n - \(reason)…"
                ]),
            Exhibit(
                "jq -r '.payload | @base64d | fromjson | .predicate.attestations[] | \(findings) | \(lines)' \(scene.paths.attestation)",
                prints: ["\(leak.rule) product:\(leak.file)"]),
        ]
        // What the user ran is carried out by a shell of its own, in which the secrets are.
        let ran = Step(name: "shown", arguments: ["bash", "-euc", (plant + [scene.exportLine + leaking]).joined(separator: "\n")])
        let session = AnswerBlock(kind: .run, code: (["$ \(leaking)"] + looks.map(\.text)).joined(separator: "\n"), language: .text)
        let shown = bench.runAgain + [script.verify]
        let slots = ConversationSlots(
            values: ["session": session.fenced, "leakedFile": leak.file, "leakRule": leak.rule], flags: [leak.rawValue])
        let before = [script.keys] + (script.prepare.map { [$0] } ?? [])
        return Exercise(
            turns: [ConversationTurn(slots: slots, blocks: shown)],
            steps: try bench.steps(before) + [ran]
                + bench.steps(script.rego + script.policy + [script.check, script.sign]) + looks.steps + bench.steps(shown),
            variant: leak.rawValue)
    }
}
