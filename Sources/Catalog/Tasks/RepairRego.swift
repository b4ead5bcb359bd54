import Basics
import Orchestrator

/// A module that witness cannot use, with what it says: the answer finds the mistake and carries the mended module into the signed policy.
struct RepairRego: TaskType {
    let name = "repair-rego"
    let rego = RegoUse.always
    let vocabulary = TaskVocabulary(
        slots: ["session": .init(.code), "moduleFile": .init(.code)],
        variants: Set(RegoMistake.allCases.map(\.rawValue)))

    func exercise(at bench: Workbench) throws -> Exercise {
        var generator = bench.generator
        let (scene, script) = (bench.scene, bench.script)
        guard let rule = scene.rules.first else {
            throw JobBuilderError(example: scene.specification.id, message: "there is no rule to repair; draw the task for examples with Rego")
        }
        let mistake = generator.pick(RegoMistake.allCases.filter { $0.fits(rule.module) }) ?? .missingPackage
        let file = scene.paths.file(rule.name + ".rego")
        let spoiled = mistake.spoiled(rule.code, name: rule.name)
        let spoil = ["printf '%s\\n' \(ShellWords.quoted(spoiled)) > \(file)"] + rule.embedding(scene)
        let exhibits = [
            Exhibit(script.verify.code, refusedWith: ["…\(mistake.refusal(name: rule.name))…"]),
            Exhibit("cat \(file)", prints: spoiled.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)),
        ]
        let shown = [
            rule.block(in: scene.paths, asFile: false, kind: .mend),
            AnswerBlock(kind: .mend, code: rule.embedding(scene).joined(separator: "\n")), script.sign, script.verify,
        ]
        let slots = ConversationSlots(values: ["session": exhibits.fenced, "moduleFile": file], flags: [mistake.rawValue])
        return Exercise(
            turns: [ConversationTurn(slots: slots, blocks: shown)],
            steps: try bench.steps(script.attesting + script.rego + script.policy)
                + [Step(name: "spoil", arguments: ["bash", "-euc", spoil.joined(separator: "\n")])] + bench.steps([script.sign])
                + exhibits.steps + bench.steps(shown),
            variant: mistake.rawValue)
    }
}
