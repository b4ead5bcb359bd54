import Orchestrator

/// Something was changed between two verifications: the answer tells from witness's words which file it was, and puts it back.
struct ExplainTampering: TaskType {
    let name = "tampering-explained"
    let vocabulary = TaskVocabulary(
        slots: ["session": .init(.code), "changedFile": .init(.code), "backup": .init(.code)],
        variants: Set(Tampering.allCases.map(\.rawValue)))

    func exercise(at bench: Workbench) throws -> Exercise {
        var generator = bench.generator
        let (scene, script) = (bench.scene, bench.script)
        let tampering = generator.pick(Tampering.allCases) ?? .artifactChanged
        let backup = scene.paths.file("backup")
        let files = Tampering.allCases.map { $0.file(scene) }
        let file = tampering.file(scene)
        let exhibits = [
            Exhibit(script.verify.code, acceptedWith: ["level=info msg=\"Verification succeeded\""]),
            Exhibit("mkdir \(backup)", prints: []),
            Exhibit("cp \(files.joined(separator: " ")) \(backup)/", prints: []),
            Exhibit(script.verify.code, refusedWith: tampering.refusal(scene)),
        ]
        let restore = AnswerBlock(kind: .mend, code: "cp \(backup)/\(file.split(separator: "/").last ?? "") \(file)")
        let tamper = Step(name: "tamper", arguments: ["bash", "-euc", tampering.lines(scene).joined(separator: "\n")])
        let slots = ConversationSlots(
            values: ["session": exhibits.fenced, "changedFile": file, "backup": backup], flags: [tampering.rawValue])
        return Exercise(
            turns: [ConversationTurn(slots: slots, blocks: [restore, script.verify])],
            steps: try bench.pipeline() + exhibits.dropLast().compactMap { $0.step(named: "shown") } + [tamper]
                + exhibits.suffix(1).compactMap { $0.step(named: "shown") }
                + bench.steps([restore, script.verify]),
            variant: tampering.rawValue)
    }
}
