/// From the key pair to the verdict, with the platform's pipeline file where it is asked for.
struct FullPipeline: TaskType {
    let name = "full-pipeline"
    let vocabulary = TaskVocabulary.pipelineFile

    func exercise(at bench: Workbench) throws -> Exercise {
        let asked = bench.askedPipeline
        let blocks = bench.script.attesting + asked.blocks + bench.script.judging
        return Exercise(turns: [ConversationTurn(slots: asked.slots, blocks: blocks)], steps: try bench.steps(blocks))
    }
}
