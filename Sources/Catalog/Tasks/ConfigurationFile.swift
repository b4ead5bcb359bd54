import Orchestrator
import Witness

/// The flags of a run become a configuration file: the run by the file is the one that is carried out, and must record what the flags asked for.
struct ConfigurationFile: TaskType {
    let name = "config-file"
    let rego = RegoUse.never
    let hasOwnRun = true
    let vocabulary = TaskVocabulary(slots: ["longCall": .init(.code), "configFile": .init(.code)])

    func exercise(at bench: Workbench) throws -> Exercise {
        let (scene, script) = (bench.scene, bench.script)
        let file = scene.paths.file("witness.yaml")
        let attestors = scene.specification.attestors.map { "    - \($0.name)" }
        let settings = ["run:", "  step: \(scene.specification.step)", "  attestations:"] + attestors
        let paths = scene.key.runFlags.map { "  \($0.long): \($0.value)" } + ["  outfile: \(scene.paths.attestation)"]
        // Options of attestors stay on the line: the text of a certificate is read by the shell, which does not read the file.
        let options = WitnessCommandLine.attestorOptions(scene.specification.attestors)
        let shown = [
            AnswerBlock(
                kind: .policy, code: (settings + paths).joined(separator: "\n"), language: .yaml, titleSlots: ["blockFile": file]),
            AnswerBlock(kind: .run, code: scene.exportLine + "witness run -c \(file)\(options) -- \(scene.run)"),
        ]
        let slots = ConversationSlots(values: [
            "longCall": AnswerBlock(kind: .run, code: script.calls.run.text(style: script.style)).fenced, "configFile": file,
        ])
        return Exercise(
            turns: [ConversationTurn(slots: slots, blocks: shown)],
            steps: try bench.steps([script.keys] + (script.prepare.map { [$0] } ?? []) + shown) + [scene.collectionStep(bench.mock)]
                + bench.steps(script.judging))
    }
}
