/// The key pair and the one `witness run` line, with the platform's pipeline file where it is asked for. That the attestation is worth something is
/// proved behind the scenes, by a policy that demands it.
struct RunCommand: TaskType {
    let name = "run-command"
    let rego = RegoUse.never
    let vocabulary = TaskVocabulary.pipelineFile

    func exercise(at bench: Workbench) throws -> Exercise {
        let asked = bench.askedPipeline
        let shown = bench.script.attesting + asked.blocks
        return Exercise(turns: [ConversationTurn(slots: asked.slots, blocks: shown)], steps: try bench.steps(shown + bench.script.judging))
    }
}
