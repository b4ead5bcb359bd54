import Witness

/// A project and a command that applies to it: the two axes on which all others depend.
struct Cell: Sendable {
    var project: Project
    var command: CommandPattern

    /// In every how many rounds of a ``Rotation`` it takes part, by what the command costs.
    var rarity: Int {
        switch command.cpuSeconds {
        case ..<0.8: 1
        case ..<1.5: 2
        default: 4
        }
    }

    /// Attestors that depend on project and command, and may be asked for here.
    func optional(among attestors: [Attestor]) -> [Attestor] {
        attestors.filter { attestor in
            switch attestor.requirement {
            // Other products of an attestor's own are always attested: few commands have them.
            case .product where attestor != .sarif: false
            case .lockfile, .pom, .product: Constraint.excluding(attestor, from: project, command, ci: "none") == nil
            default: false
            }
        }
    }
}
