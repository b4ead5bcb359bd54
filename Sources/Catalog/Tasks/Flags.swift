import Orchestrator
import Witness

/// A flag of `witness run`: which one does something, or what one does. Two runs that differ in the flag alone show its effect, and the example's own run has it.
struct Flags: TaskType {
    let name = "flags"
    let rego = RegoUse.never
    let hasOwnRun = true
    let vocabulary = TaskVocabulary(
        slots: [
            "plainCall": .init(.code), "flagName": .init(.code), "flagText": .init(.code), "flagValue": .init(.code),
        ],
        flags: ["flagNamed"],
        variants: Set(RunFlag.allCases.map(\.rawValue)))

    func exercise(at bench: Workbench) throws -> Exercise {
        var generator = bench.generator
        let (scene, script) = (bench.scene, bench.script)
        let fitting = RunFlag.allCases.filter { $0.fits(scene) }
        let flag = generator.pick(weights: fitting.map(\.weight)).map { fitting[$0] } ?? .quietLog
        let isNamed = generator.oneIn(2)
        let value = flag.value(scene)
        // What is exported was not asked for before.
        let names = scene.attestors.map(\.name) + (flag.exports ? flag.attestor.map { [$0.name] } ?? [] : [])
        let asking = flag.exports ? script.calls.run.joiningAttestors(names.joined(separator: ",")) : script.calls.run
        let call = asking.adding(flag.name, value)
        let shown = AnswerBlock(kind: .run, code: scene.exportLine + call.text(style: script.style))
        let slots = ConversationSlots(
            values: [
                "plainCall": AnswerBlock(kind: .run, code: script.calls.run.text(style: script.style)).fenced,
                "flagName": "--\(flag.name)",
                "flagText": "--\(flag.name)" + (value.map { (script.style.equalsSign ? "=" : " ") + $0 } ?? ""),
                "flagValue": value?.replacing("'", with: "") ?? "--\(flag.name)",
            ],
            flags: isNamed ? [flag.rawValue, "flagNamed"] : [flag.rawValue])
        let before = [script.keys] + (script.prepare.map { [$0] } ?? [])
        let help = "witness run --help | grep -qe ' --\(flag.name)\\b'"
        return Exercise(
            turns: [ConversationTurn(slots: slots, blocks: [shown])],
            steps: [Step(name: "flag-help", arguments: ["bash", "-euc", help])]
                + (try bench.steps(before))
                + [effect(of: flag, has: false, bench), effect(of: flag, has: true, bench)]
                + (try bench.steps([shown])) + [try scene.collectionStep(bench.mock)] + (try bench.steps(script.judging)),
            variant: flag.rawValue)
    }

    /// A run in a directory of its own, with the flag or without, and a look at what came of it.
    private func effect(of flag: RunFlag, has: Bool, _ bench: Workbench) -> Step {
        let scene = bench.scene
        let name = has ? "flag-with" : "flag-without"
        let directory = "\(ControlScript.directory)/\(name)"
        let key = scene.key.runArguments(from: scene.workingDirectory)
        let addition = has ? " --\(flag.name)" + (flag.value(scene).map { " \($0)" } ?? "") : ""
        let call =
            "witness run -s \(scene.specification.step) \(key) -o $attestation -a \(flag.attestor?.name ?? "product")\(addition)"
            + " -- sh -c '\(flag.command(scene))'"
        let look = flag.look
        let lines = [
            "mkdir -p \(directory)", "cd \(directory)", "attestation=\(directory).json", "log=\(directory).log",
            // A refusal is one of the things that a flag may bring about.
            "\(call) 2> $log || true", look.shell,
        ]
        return Step(
            name: name, arguments: ["bash", "-euc", lines.joined(separator: "\n")],
            environment: RunFlag.variables.merging(ControlScript.fastWitness) { own, _ in own },
            expectation: Expectation(standardOutputContains: [(has ? look.with : look.without) + "\n"]))
    }
}
