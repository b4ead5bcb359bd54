import CIMocks
import Orchestrator

/// What a type of task makes its exercise from: the scene, the way from key to verdict in it, and the repository and platform it takes place in.
struct Workbench: Sendable {
    let scene: ExampleScene
    let script: PipelineScript
    let repository: GitRepository
    let mock: CIMock?

    init(_ scene: ExampleScene) throws {
        self.scene = scene
        script = try PipelineScript(scene)
        repository = scene.repository(try scene.pipelineFile(script))
        mock = try scene.mock(of: repository)
    }

    /// Random numbers for what a task leaves open.
    var generator: SeededGenerator { scene.specification.generator(for: "task \(scene.specification.task)") }

    /// Carries out blocks as they are shown. The attestation of the scene's run is looked into as soon as it is there.
    func steps(_ blocks: [AnswerBlock]) throws -> [Step] {
        try blocks.flatMap { block in
            [block.step(named: block.kind.rawValue)] + (block == script.run ? [try scene.collectionStep(mock)] : [])
        }
    }

    /// Carries out the whole way from key to verdict.
    func pipeline() throws -> [Step] { try steps(script.blocks) }
}
