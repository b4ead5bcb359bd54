import Basics
import Orchestrator
import Witness

/// Two to five steps, each attested by itself and some with another key, under one policy that lets every step take only what the step before left. A file that is
/// edited between two steps, and a step left out, are shown to be refused.
struct MultiStep: TaskType {
    /// How many steps there are. The raw value is the variant's name in the grammar.
    private enum Length: String, CaseIterable {
        case twoSteps
        case threeSteps
        case fourSteps
        case fiveSteps

        /// How many of them follow the example's own.
        var later: Int {
            switch self {
            case .twoSteps: 1
            case .threeSteps: 2
            case .fourSteps: 3
            case .fiveSteps: 4
            }
        }
    }

    let name = "multi-step"
    let hasOwnRun = true
    let takesCertificates = false
    let vocabulary = TaskVocabulary(
        slots: [
            "chainItems": .init(.code, isList: true),
            "chainDocument": .init(.code),
            "laterNames": .init(.code, isList: true),
            "finalArtifact": .init(.code),
            "secondKeyFile": .init(.code, flag: "secondKey"),
            "secondPublicKeyFile": .init(.code, flag: "secondKey"),
        ],
        flags: ["secondKey", "sharedCommit"],
        variants: Set(Length.allCases.map(\.rawValue)))

    func exercise(at bench: Workbench) throws -> Exercise {
        var generator = bench.generator
        var scene = bench.scene
        let script = bench.script
        // Steps that record the same commit are found from one another; without it, verification takes a digest of each.
        let sharesCommit = scene.specification.attestors.contains(.git)
        let length = generator.pick(Length.allCases) ?? .threeSteps
        let keys = generator.oneIn(2) ? [scene.key] : [scene.key, scene.otherKey]
        let later = try LaterStep.chain(of: length.later, after: scene, keys: keys, sharesCommit: sharesCommit, drawnBy: &generator)
        let hasSecondKey = later.contains { $0.key.publicKey != scene.key.publicKey }
        let final = later.last?.output ?? scene.artifact
        scene.furtherAttestations = later.map(\.attestation)
        scene.furtherSubjects = sharesCommit ? [] : later.map(\.output)

        let secondKey = hasSecondKey ? [AnswerBlock(kind: .keys, code: scene.otherKey.lines.joined(separator: "\n"))] : []
        let runs = later.map { step in
            AnswerBlock(
                kind: .run, code: step.call(style: script.style).shuffled(by: &generator).text(style: script.style),
                titleSlots: ["stepName": step.name])
        }
        let policy = try (generator.pick(PolicyStyle.allCases) ?? .hereDocument).blocks(
            scene, steps: [PolicyStep(of: scene)] + later.map(\.policyStep))
        let verify = WitnessCommandLine.verify(
            scene.paths, further: scene.furtherAttestations,
            subjects: sharesCommit ? [] : [scene.artifact] + later.dropLast().map(\.output), artifact: final)
        let shown =
            [script.keys] + secondKey + (script.prepare.map { [$0] } ?? []) + [script.run] + runs + script.rego + policy
            + [script.check, script.sign]
            + [AnswerBlock(kind: .verify, code: verify.shuffled(by: &generator).text(style: script.style), titleSlots: ["artifact": final])]

        var slots = ConversationSlots(
            values: ["chainDocument": document(scene, later), "finalArtifact": final],
            lists: ["chainItems": items(scene, later, drawnBy: &generator), "laterNames": later.map(\.name)],
            flags: sharesCommit ? [length.rawValue, "sharedCommit"] : [length.rawValue])
        if hasSecondKey {
            slots.flags.insert("secondKey")
            slots.values["secondKeyFile"] = scene.otherKey.privateKey
            slots.values["secondPublicKeyFile"] = scene.otherKey.publicKey
        }
        return Exercise(
            turns: [ConversationTurn(slots: slots, blocks: shown)],
            steps: try bench.steps(shown) + controls(scene, later, drawnBy: &generator),
            furtherAttestations: scene.furtherAttestations,
            furtherSubjects: scene.furtherSubjects,
            variant: length.rawValue)
    }

    /// What there is to say of each step.
    private func facts(_ scene: ExampleScene, _ later: [LaterStep]) -> [(name: String, run: String, attestors: [String], key: String, file: String)] {
        let own = (scene.specification.step, scene.run, scene.attestors.map(\.name), scene.key.privateKey, scene.paths.attestation)
        return [own] + later.map { ($0.name, $0.command, $0.attestors.map(\.name), $0.key.privateKey, $0.attestation) }
    }

    private func items(_ scene: ExampleScene, _ later: [LaterStep], drawnBy generator: inout SeededGenerator) -> [String] {
        let style = generator.below(3)
        return facts(scene, later).map { step in
            switch style {
            case 0: "`\(step.name)`: `\(step.run)` (\(step.attestors.joined(separator: ", "))), key `\(step.key)`, attestation `\(step.file)`"
            case 1: "\(step.name) -> `\(step.run)`, -a \(step.attestors.joined(separator: ",")), -k \(step.key), -o \(step.file)"
            default: "step \(step.name) with \(step.attestors.joined(separator: " + ")), key \(step.key), into \(step.file): `\(step.run)`"
            }
        }
    }

    private func document(_ scene: ExampleScene, _ later: [LaterStep]) -> String {
        let lines = facts(scene, later).flatMap { step in
            [
                "- step: \(step.name)", "  command: \(step.run)", "  attestors: [\(step.attestors.joined(separator: ", "))]", "  key: \(step.key)",
                "  attestation: \(step.file)",
            ]
        }
        return AnswerBlock(kind: .run, code: lines.joined(separator: "\n"), language: .text).fenced
    }

    /// The artifact is edited and a later step run anew, which is refused for nothing but the edit; the last step's attestation is left out; and where no
    /// commit leads from step to step, the digests are.
    private func controls(_ scene: ExampleScene, _ later: [LaterStep], drawnBy generator: inout SeededGenerator) -> [Step] {
        guard let step = generator.pick(later), let last = later.last else { return [] }
        let run = "witness run -l error -s \(step.name) \(step.key.runArguments(from: scene.workingDirectory)) -o $changed"
        let edited = ControlScript(scene: scene, name: "edited-between").step(
            prepare: [
                "cp -p \(scene.artifact) $changed.artifact", "cp -p \(step.output) $changed.output",
                // What cargo makes is a hard link; its other name, a material as well, is not to change along.
                "cp -p --remove-destination $changed.artifact \(scene.artifact)",
                "printf '\\n' >> \(scene.artifact)",
                "rm \(step.output)",
                "\(run) -a \(step.attestors.map(\.name).joined(separator: ",")) -- \(step.command)",
                "cp \(step.output) $changed.made",
                "cp -p $changed.artifact \(scene.artifact)", "cp -p $changed.output \(step.output)",
            ],
            verify: .further(
                later.map { $0.name == step.name ? "$changed" : $0.attestation },
                subjects: scene.furtherSubjects.map { $0 == step.output ? "$changed.made" : $0 }),
            refusal: [
                "failed to verify artifacts for step \(step.name): ",
                "failed to verify artifacts: [mismatched digests for \(scene.artifact)]",
            ])
        let unfound = "failed to verify artifacts for step \(last.name): no passed collections present"
        let missing = ControlScript(scene: scene, name: "step-left-out").step(
            prepare: [],
            verify: .further(later.dropLast().map(\.attestation), subjects: scene.furtherSubjects),
            refusal: [unfound])
        guard !scene.furtherSubjects.isEmpty else { return [edited, missing] }
        let undirected = ControlScript(scene: scene, name: "digests-left-out").step(
            prepare: [], verify: .further(later.map(\.attestation), subjects: []), refusal: [unfound])
        return [edited, missing, undirected]
    }
}
