/// Every type of task that there is.
enum TaskTypes {
    /// The types, in the order in which they were added.
    static let all: [any TaskType] = [
        FullPipeline(), RunCommand(), PolicyForAttestation(), WriteRego(), DebugVerify(), MultiTurnRepair(), SpotTheMistake(),
        ExplainTampering(), MinimalAttestors(), PolicyDocument(), AskBack(),
        ConfigurationFile(), ExplainAttestation(), RepairRego(), MultiStep(), KeyRotation(),
        CIPipeline(), BillOfMaterials(), Findings(), AirGap(), Flags(),
    ]

    /// The type with a name.
    static func named(_ name: String) -> (any TaskType)? { all.first { $0.name == name } }

    /// The type that a rule such as `answer.full-pipeline` belongs to.
    static func owning(rule: String) -> (any TaskType)? {
        let parts = rule.split(separator: ".", maxSplits: 2)
        guard parts.count > 1, ["question", "answer"].contains(parts[0]) else { return nil }
        return named(String(parts[1]))
    }

    /// The rules that the types together ask the grammar for.
    static var rules: Set<String> {
        Set(all.flatMap { type in ([type.name] + type.parts.map { "\(type.name).\($0)" }).flatMap { ["question.\($0)", "answer.\($0)"] } })
    }
}
