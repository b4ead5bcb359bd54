import Orchestrator
import Witness

/// A step of an example that comes after its own, with a run of its own.
struct LaterStep: Sendable {
    let name: String
    let command: String
    /// The file that it makes.
    let output: String
    let attestors: [Attestor]
    let key: SigningKey
    let attestation: String
    /// The step whose files it takes.
    let previous: String

    /// What the policy demands of it.
    var policyStep: PolicyStep {
        let types = (attestors + Attestor.alwaysOn).map { $0.predicateTypes[0] }.sorted()
        return PolicyStep(name: name, types: types, keys: [key], artifactsFrom: [previous])
    }

    /// Its run.
    func call(style: CommandLineStyle) -> WitnessCommandLine {
        WitnessCommandLine.run(step: name, attestors: attestors, key: key, outfile: attestation, command: command, style: style)
    }
}

extension LaterStep {
    /// Attestors that it may be asked for besides `git`. Not `secretscan`: a later step packs what the steps before it made, and to search a tar with a
    /// compiled program in it takes half a minute, in the run and once more in a control.
    private static let attestors: [Attestor] = [.environment, .link, .slsa, .systemPackages, .omnitrail]

    /// Steps that follow a scene's own, each on the one before.
    /// - Parameters:
    ///   - keys: the keys of which each is signed with one.
    ///   - sharesCommit: whether each records the commit, by which verification finds it from any other's artifact.
    ///   - generator: draws what they do, their names, attestors and keys.
    static func chain(
        of count: Int, after scene: ExampleScene, keys: [SigningKey], sharesCommit: Bool, drawnBy generator: inout SeededGenerator
    ) throws -> [LaterStep] {
        let open = attestors.filter { !scene.command.excludes.contains($0) }
        var steps: [LaterStep] = []
        var outputs = [scene.artifact]
        var names = [scene.specification.step]
        let followUps = scene.followUps.filter { !$0.excludedEndings.contains(where: scene.artifact.hasSuffix) }
        for followUp in generator.shuffled(followUps) where steps.count < count {
            guard let name = generator.pick(followUp.stepNames.filter { !names.contains($0) }) else { continue }
            var slots = scene.project.slots
            slots["artifact"] = scene.artifact
            slots["outputs"] = outputs.joined(separator: " ")
            let output = try SlotText.fill(followUp.output, with: slots)
            guard !outputs.contains(output), !scene.project.files.contains(where: { $0.path == output }) else { continue }
            let common: [Attestor] = sharesCommit ? [.git] : []
            let more = generator.shuffled(open).prefix(generator.below(3) + (sharesCommit ? 0 : 1))
            steps.append(
                LaterStep(
                    name: name, command: try SlotText.fill(followUp.run, with: slots), output: output,
                    attestors: generator.shuffled(common + more), key: generator.pick(keys) ?? scene.key,
                    attestation: scene.paths.file("\(name).att.json"), previous: names[names.count - 1]))
            outputs.append(output)
            names.append(name)
        }
        return steps
    }
}
