import Basics
import Orchestrator
import Witness

extension ExampleScene {
    /// Makes the project a repository as a developer would have it, with nothing that depends on the day or the host.
    ///
    /// Go's build cache deletes what was not used for five days, and looks once a day: a fresh note of the last look spares it the
    /// trouble and the sandbox a cold build.
    var repositoryStep: Step {
        let goCache = "if [ -d \"${GOCACHE:-}\" ]; then date +%s > \"$GOCACHE/trim.txt\"; fi"
        let lines = [
            "git init -q --template= -b \(branch) .",
            "git remote add origin \(remote)",
            "git config user.name \"$GIT_AUTHOR_NAME\"",
            "git config user.email \"$GIT_AUTHOR_EMAIL\"",
            "git add -A",
            "git commit -q -m \"$1\"",
        ]
        return Step(
            name: "prepare-repository",
            arguments: ["sh", "-euc", ([goCache] + lines).joined(separator: "\n"), "sh", commitMessage],
            environment: [
                "GIT_AUTHOR_NAME": author.name, "GIT_AUTHOR_EMAIL": author.email, "GIT_AUTHOR_DATE": commitTime,
                "GIT_COMMITTER_NAME": author.name, "GIT_COMMITTER_EMAIL": author.email, "GIT_COMMITTER_DATE": commitTime,
            ]
        )
    }

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
