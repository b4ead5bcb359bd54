import Basics
import Orchestrator
import Witness

extension ExampleScene {
    /// Checks that the collection is of the right step and holds exactly the attestations asked for.
    var collectionStep: Step {
        get throws {
            let types = try JSONValue.array(recordedTypes.map(JSONValue.string)).canonicalJSON()
            let program = """
                .payload | @base64d | fromjson | .predicate
                | .name == $step and ([.attestations[].type] | sort) == $types
                """
            return Step(
                name: "collection-check",
                arguments: [
                    "jq", "-e", "--arg", "step", specification.step, "--argjson", "types", String(decoding: types, as: UTF8.self), program,
                    paths.attestation,
                ]
            )
        }
    }
}
