import Orchestrator

/// A verification with several faults, of which witness names one at a time: each mend is carried out, and what witness says then is the user's next
/// message.
struct MultiTurnRepair: TaskType {
    let name = "multi-turn-repair"
    let vocabulary = TaskVocabulary.fault
    let parts = ["next"]

    func exercise(at bench: Workbench) throws -> Exercise {
        var generator = bench.generator
        let open = VerificationFault.allCases.filter { $0.fits(bench) && $0 != .misnamedStep }
        let stages = Set(open.map(\.stage)).sorted()
        let chosen = generator.shuffled(stages).prefix(generator.oneIn(3) ? 3 : 2).sorted()
        let faults = chosen.compactMap { stage in generator.pick(open.filter { $0.stage == stage }) }
        let repair = RepairScript(faults, at: bench)
        return Exercise(turns: repair.turns, steps: try repair.steps(), variant: "\(faults.count)-faults")
    }
}
