import Basics
import CIMocks
import Orchestrator
import Witness

/// An attestation that someone has looked into: the answer says in words what it proves. Everything that is shown was read from the attestation.
struct ExplainAttestation: TaskType {
    let name = "explain-attestation"
    let rego = RegoUse.never
    let vocabulary = TaskVocabulary(slots: ["session": .init(.code), "recordedCommand": .init(.code)])

    func exercise(at bench: Workbench) throws -> Exercise {
        let (scene, script) = (bench.scene, bench.script)
        let command = ShellWords.split(scene.run).joined(separator: " ")
        func look(_ program: String, prints lines: [String]) -> Exhibit {
            Exhibit("jq -r '.payload | @base64d | fromjson | .predicate | \(program)' \(scene.paths.attestation)", prints: lines)
        }
        func recorded(by attestor: Attestor, _ fields: String) -> String {
            ".attestations[] | select(.type == \"\(attestor.predicateTypes[0])\").attestation | \(fields)"
        }
        var looks = [
            look(".name", prints: [scene.specification.step]),
            look(".attestations | map(.type) | sort[]", prints: scene.recordedTypes),
            look(recorded(by: .commandRun, "(.cmd | join(\" \")), .exitcode"), prints: [command, "0"]),
        ]
        if scene.specification.attestors.contains(.git) {
            let branch = scene.checkout.isDetached ? "HEAD" : scene.branch
            looks.append(look(recorded(by: .git, ".branch, .authoremail"), prints: [branch, scene.author.email]))
        }
        return Exercise(
            turns: [ConversationTurn(slots: ConversationSlots(values: ["session": looks.fenced, "recordedCommand": command]))],
            steps: try bench.steps(script.attesting) + looks.steps + bench.steps(script.judging))
    }
}
