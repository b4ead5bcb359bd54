/// The key pair and the one `witness run` line. That its attestation is worth something is proved behind the scenes, by a policy that demands it.
struct RunCommand: TaskType {
    let name = "run-command"
    let rego = RegoUse.never

    func exercise(at bench: Workbench) throws -> Exercise {
        Exercise(turns: [ConversationTurn(blocks: bench.script.attesting)], steps: try bench.pipeline())
    }
}
