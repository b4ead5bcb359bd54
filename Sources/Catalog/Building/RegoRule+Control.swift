import Foundation
import Orchestrator

extension RegoRule {
    /// The control of the rule: the same module, demanding what the run does not have, must deny the run and say why.
    func control(_ scene: ExampleScene) -> Step {
        let module = Data(refusingModule.utf8).base64EncodedString()
        let program = "(.steps[].attestations[].regopolicies[]? | select(.name == \"\(name)\")).module = \"\(module)\""
        return ControlScript(scene: scene, name: "rego-\(name)").step(
            prepare: ["jq -c '\(program)' \(scene.paths.policy) > $changed"],
            verify: .policy(signer: .own),
            refusal: [
                "rego policy evaluation failed for attestor type \(predicateType): policy was denied due to: \(denial)"
            ]
        )
    }
}
