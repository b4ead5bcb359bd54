import Witness

/// A rule of an example's policy, with every place filled.
struct RegoRule: Sendable {
    /// A run that breaks the rule.
    struct Violation: Sendable {
        var lines: [String]
        var denial: String
    }

    var variant: RegoVariant
    /// Name of the package, the policy's module and its file.
    var name: String
    /// What ``module`` demands, and what ``refusingModule`` does.
    var demanded: String
    var refused: String
    /// The module that the answer shows.
    var module: String
    /// The same module demanding what the good run does not have.
    var refusingModule: String
    /// What ``refusingModule`` says.
    var denial: String
    /// The run that breaks the rule, where there is a way to.
    var violation: Violation?
    /// Whether that run is how every example with the rule proves it.
    var isProvedByViolation: Bool
    /// The rule in words.
    var requirement: String
    /// Type of the attestation that the module sees.
    var predicateType: String

    /// The attestor that makes the attestation; with the document's format where that decides what the module sees.
    var attestorName: String {
        let name = Attestor.allCases.first { $0.predicateTypes.contains(predicateType) }?.name ?? predicateType
        return name + (SBOMFormat.allCases.first { $0.predicateType == predicateType }.map { " (\($0.rawValue))" } ?? "")
    }

    /// The variable by which shell scripts call the module's text.
    var variable: String { name.uppercased() + "_REGO" }
}
