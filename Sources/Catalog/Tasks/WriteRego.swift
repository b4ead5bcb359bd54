import Orchestrator

/// Rules in words that become Rego modules, half of the time with a look at what the attestation holds. Each is shown to pass the run that keeps it, and, where a run can break it, to deny that run in the words that
/// the answer quotes; every module is also turned round and must then deny the good run.
struct WriteRego: TaskType {
    let name = "write-rego"
    let rego = RegoUse.always
    let vocabulary = TaskVocabulary(
        slots: [
            "regoFiles": .init(.code, isList: true),
            "ruleTypes": .init(.code, isList: true),
            "ruleAttestors": .init(.code, isList: true),
            "denials": .init(.code, isList: true, flag: "breakable"),
            "excerpt": .init(.code, flag: "looked"),
        ],
        flags: ["breakable", "looked"])

    func exercise(at bench: Workbench) throws -> Exercise {
        let (scene, script) = (bench.scene, bench.script)
        var generator = bench.generator
        let modules = scene.rules.map { $0.block(in: scene.paths, asFile: true) }
        var slots = ConversationSlots(
            values: [:],
            lists: [
                "regoFiles": scene.rules.map { scene.paths.file($0.name + ".rego") },
                "ruleTypes": Array(Set(scene.rules.map(\.predicateType))).sorted(),
                "ruleAttestors": Array(Set(scene.rules.map(\.attestorName))).sorted(),
            ])
        let denials = scene.rules.compactMap { $0.violation?.denial }
        if denials.count == scene.rules.count {
            slots.flags.insert("breakable")
            slots.lists["denials"] = denials
        }
        let excerpts = generator.oneIn(2) ? scene.rules.compactMap { $0.excerpt(of: scene.paths.attestation) } : []
        if !excerpts.isEmpty {
            slots.flags.insert("looked")
            slots.values["excerpt"] = excerpts.fenced
        }
        return Exercise(
            turns: [ConversationTurn(slots: slots, blocks: modules)],
            steps: try bench.steps(script.attesting) + excerpts.steps
                + bench.steps(modules + script.policy + [script.check, script.sign, script.verify])
                + scene.rules.compactMap { $0.furtherControl(scene) })
    }
}
