import Basics
import Foundation
import Orchestrator
import Witness

extension RegoRule {
    /// The control of the rule: either the same policy sees a run that breaks the rule, or the same module, demanding what the run
    /// does not have, sees the good run. Both must be denied in the module's words.
    func control(_ scene: ExampleScene) -> Step {
        if let violation, isProvedByViolation { violatingRun(violation, scene, named: "rego-\(name)") } else { refusingPolicy(scene) }
    }

    /// The control by a run that breaks the rule, also where ``control(_:)`` is the other one; nil where there is no such run.
    func furtherControl(_ scene: ExampleScene) -> Step? {
        isProvedByViolation ? nil : violation.map { violatingRun($0, scene, named: "violation-\(name)") }
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
    private func violatingRun(_ violation: Violation, _ scene: ExampleScene, named control: String) -> Step {
        let rerun = ControlRun(scene: scene, attestors: scene.specification.attestors)
        return ControlScript(scene: scene, name: control).step(
            prepare: rerun.lines(changedBy: violation.lines),
            verify: .run(artifact: ControlRun.artifact),
            refusal: [refusal(violation.denial)]
        )
    }

    private func refusal(_ denial: String) -> String {
        "rego policy evaluation failed for attestor type \(predicateType): policy was denied due to: \(denial)"
    }
}
