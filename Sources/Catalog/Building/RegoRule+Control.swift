import Basics
import Foundation
import Orchestrator
import Witness

extension RegoRule {
    /// The control of the rule: either the same policy sees a run that breaks the rule, or the same module, demanding what the run
    /// does not have, sees the good run. Both must be denied in the module's words.
    func control(_ scene: ExampleScene) -> Step {
        if let violation { violatingRun(violation, scene) } else { refusingPolicy(scene) }
    }

    private func refusingPolicy(_ scene: ExampleScene) -> Step {
        let module = Data(refusingModule.utf8).base64EncodedString()
        let program = "(.steps[].attestations[].regopolicies[]? | select(.name == \"\(name)\")).module = \"\(module)\""
        return ControlScript(scene: scene, name: "rego-\(name)").step(
            prepare: ["jq -c '\(program)' \(scene.paths.policy) > $changed"],
            verify: .policy(signedBy: nil),
            refusal: [refusal(denial)]
        )
    }

    /// The run takes place in a clone. Its command only brings the artifact back, so that every attestor finds what it found before and
    /// the broken rule is what differs; the rules about the command are broken by just that.
    private func violatingRun(_ violation: Violation, _ scene: ExampleScene) -> Step {
        let paths = scene.paths
        func absolute(_ path: String) -> String { ExamplePaths.absolute(path, from: scene.workingDirectory) }
        let clone = [
            "kept=$changed.artifact",
            "target=\(scene.artifact)",
            "cp \(scene.artifact) $kept",
            "git clone -q --template= . $changed.clone",
            "cd $changed.clone",
            "git remote set-url origin \(scene.remote)",
        ]
        let export = scene.exported.map { ["export \($0.name)=\(ShellWords.quoted($0.value))"] } ?? []
        let certificate = WitnessCommandLine.certificate(scene).map { " --\($0.long) \($0.value)" }.joined()
        let attestors = scene.specification.attestors.map(\.name).joined(separator: ",")
        let run = [
            "mkdir -p $(dirname $target)",
            "witness run -l error -s \(scene.specification.step) -k \(absolute(paths.privateKey)) -o $changed -a \(attestors)\(certificate) -- cp $kept $target",
            "cd \(scene.workingDirectory)",
        ]
        return ControlScript(scene: scene, name: "rego-\(name)").step(
            prepare: clone + export + (scene.hasTokens ? TokenControl.prelude : []) + violation.lines + run,
            verify: .run(artifact: "$changed.clone/$target"),
            refusal: [refusal(violation.denial)]
        )
    }

    private func refusal(_ denial: String) -> String {
        "rego policy evaluation failed for attestor type \(predicateType): policy was denied due to: \(denial)"
    }
}
