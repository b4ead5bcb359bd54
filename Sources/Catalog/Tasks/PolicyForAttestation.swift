/// The policy for an attestation that exists, its signature and the verification.
struct PolicyForAttestation: TaskType {
    let name = "policy"

    func exercise(at bench: Workbench) throws -> Exercise {
        Exercise(turns: [ConversationTurn(blocks: bench.script.judging)], steps: try bench.pipeline())
    }
}
