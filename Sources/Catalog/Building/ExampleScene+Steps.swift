import Basics
import CIMocks
import Orchestrator
import Witness

extension ExampleScene {
    /// Makes what the signer finds there: a passphrase, or an authority for certificates.
    var signerSteps: [Step] {
        guard !key.prerequisites.isEmpty else { return [] }
        let lines = ["mkdir -p \(paths.directory)"] + key.prerequisites
        return [Step(name: "prepare-signer", arguments: ["bash", "-euc", lines.joined(separator: "\n")])]
    }

    /// Checks that the collection is of the right step, holds exactly the attestations asked for, and is of this build and no other.
    func collectionStep(_ mock: CIMock?) throws -> Step {
        let types = try JSONValue.array(recordedTypes.map(JSONValue.string)).canonicalJSON()
        let identity = mock.flatMap(\.recordedIdentity)
        let program = """
            .payload | @base64d | fromjson | .predicate
            | .name == $step and ([.attestations[].type] | sort) == $types
            and ($path == "" or [.attestations[] | select(.type == $platform) | .attestation | getpath($path / ".")] == [$identity])
            """
        return Step(
            name: "collection-check",
            arguments: [
                "jq", "-e", "--arg", "step", specification.step, "--argjson", "types", String(decoding: types, as: UTF8.self),
                "--arg", "platform", ci.platform?.attestor.predicateTypes[0] ?? "", "--arg", "path", identity?.path ?? "",
                "--arg", "identity", identity?.value ?? "", program, paths.attestation,
            ]
        )
    }
}
