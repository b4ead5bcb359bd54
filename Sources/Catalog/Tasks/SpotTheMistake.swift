import Orchestrator

/// A call of witness with one thing wrong in it, before anyone has run it: the answer is the call as it should be, and what witness would say to the other.
struct SpotTheMistake: TaskType {
    let name = "spot-the-mistake"
    let vocabulary = TaskVocabulary(
        slots: ["brokenCall": .init(.code), "refusal": .init(.code), "wrong": .init(.code), "right": .init(.code)],
        variants: Set(CommandMistake.allCases.map(\.rawValue)))

    func exercise(at bench: Workbench) throws -> Exercise {
        var generator = bench.generator
        let mistake = generator.pick(CommandMistake.allCases.filter { $0.fits(bench) }) ?? .missingStep
        let script = bench.script
        let position = script.blocks.firstIndex { $0.kind == mistake.kind } ?? 0
        let code = mistake.code(bench)
        let refused = Exhibit(code, refusedWith: [mistake.refusal(bench)])
        let slots = ConversationSlots(
            values: [
                "brokenCall": AnswerBlock(kind: mistake.kind, code: code).fenced, "refusal": mistake.refusal(bench).replacing("\\\"", with: "\""),
                "wrong": mistake.wrong(bench).trimmingPrefix(" ").description, "right": mistake.right(bench),
            ],
            flags: [mistake.rawValue])
        return Exercise(
            turns: [ConversationTurn(slots: slots, blocks: [script.blocks[position]])],
            steps: try bench.steps(Array(script.blocks[..<position])) + [refused].steps + bench.steps(Array(script.blocks[position...])),
            variant: mistake.rawValue)
    }
}
