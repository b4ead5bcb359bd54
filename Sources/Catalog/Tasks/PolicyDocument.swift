import Orchestrator

/// The policy alone, as a JSON document with marks for the key, which a program fills in.
struct PolicyDocument: TaskType {
    let name = "policy-json"
    let rego = RegoUse.never
    let takesCertificates = false

    func exercise(at bench: Workbench) throws -> Exercise {
        let (scene, script) = (bench.scene, bench.script)
        let blocks = try PolicyStyle.template.blocks(scene, steps: [PolicyStep(of: scene)])
        return Exercise(
            turns: [ConversationTurn(blocks: blocks.filter { $0.language == .json })],
            steps: try bench.steps(script.attesting + blocks + [script.check, script.sign, script.verify]))
    }
}
