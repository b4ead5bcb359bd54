import CIMocks
import Orchestrator

/// What a type of task makes its exercise from: the scene, the way from key to verdict in it, and the repository and platform it takes place in.
struct Workbench: Sendable {
    let scene: ExampleScene
    let script: PipelineScript
    let repository: GitRepository
    let mock: CIMock?
    /// The file that makes the platform run the script up to the attestation; nil where it keeps none in the repository, or the task's
    /// run is another.
    let pipelineFile: CIFile?

    init(_ scene: ExampleScene) throws {
        self.scene = scene
        script = try PipelineScript(scene)
        let hasOwnRun = TaskTypes.named(scene.specification.task)?.hasOwnRun ?? false
        pipelineFile = hasOwnRun ? nil : try scene.pipelineFile(script)
        repository = scene.repository(pipelineFile)
        mock = try scene.mock(of: repository)
    }

    /// Random numbers for what a task leaves open.
    var generator: SeededGenerator { scene.specification.generator(for: "task \(scene.specification.task)") }

    /// The pipeline file as an answer shows it, and what its question says of it (``TaskVocabulary/pipelineFile``); nothing where there is none.
    var pipelineExhibit: (blocks: [AnswerBlock], slots: ConversationSlots) {
        guard let pipelineFile else { return ([], ConversationSlots(values: [:])) }
        let lists = ["pipelineTerms": scene.pipelineTerms]
        let slots = ConversationSlots(values: ["pipelineFile": pipelineFile.path], lists: lists, flags: ["pipelineFile"])
        return ([AnswerBlock(showing: pipelineFile)], slots)
    }

    /// The same where the scene is of somebody who asks to see the file, and nothing elsewhere.
    var askedPipeline: (blocks: [AnswerBlock], slots: ConversationSlots) {
        scene.asksForPipeline ? pipelineExhibit : ([], ConversationSlots(values: [:]))
    }

    /// The run once more, from a clean tree: a file that is made again as it was is no product.
    var runAgain: [AnswerBlock] { [AnswerBlock(kind: .mend, code: "git clean -fdxq"), script.run] }

    /// Carries out blocks as they are shown. The attestation of the scene's run is looked into as soon as it is there, and the pipeline file
    /// compared with what led to it.
    func steps(_ blocks: [AnswerBlock]) throws -> [Step] {
        try blocks.flatMap { block in
            let step = block.step(named: block.kind.rawValue)
            guard block == script.run else { return [step] }
            return try [step, scene.collectionStep(mock)] + (pipelineFile.map { [scene.pipelineStep($0, script)] } ?? [])
        }
    }

    /// Carries out the whole way from key to verdict.
    func pipeline() throws -> [Step] { try steps(script.blocks) }
}
