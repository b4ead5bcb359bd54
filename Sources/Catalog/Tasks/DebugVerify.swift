import Orchestrator

/// A verification that fails: the user shows commands and what witness says; the answer finds the cause and mends it.
struct DebugVerify: TaskType {
    let name = "debug-verify"
    let vocabulary = TaskVocabulary.fault

    func exercise(at bench: Workbench) throws -> Exercise {
        var generator = bench.generator
        let faults = VerificationFault.allCases.filter { $0.fits(bench) && $0 != .deniedByRego }
        let ofRego = !bench.scene.rules.isEmpty && !generator.oneIn(4)
        let fault = ofRego ? .deniedByRego : generator.pick(faults) ?? .expiredPolicy
        let repair = RepairScript([fault], at: bench)
        return Exercise(turns: repair.turns, steps: try repair.steps(), variant: fault.rawValue)
    }
}

extension TaskVocabulary {
    /// What is said about faults of a verification.
    static let fault = TaskVocabulary(
        slots: [
            "session": .init(.code),
            "wrong": .init(.code),
            "right": .init(.code),
            "demand": .init(.words, flag: VerificationFault.deniedByRego.rawValue),
            "regoFile": .init(.code, flag: VerificationFault.deniedByRego.rawValue),
        ],
        variants: Set(VerificationFault.allCases.map(\.rawValue)))
}
