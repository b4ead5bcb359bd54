/// From the key pair to the verdict.
struct FullPipeline: TaskType {
    let name = "full-pipeline"

    func exercise(at bench: Workbench) throws -> Exercise {
        Exercise(turns: [ConversationTurn(blocks: bench.script.blocks)], steps: try bench.pipeline())
    }
}
