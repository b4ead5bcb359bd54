import Witness

/// A project and a command that applies to it: the two axes on which all others depend.
///
/// A reference, since a plan keeps several hundred and tries them again for every pair of values that it fills in.
final class Cell: Sendable {
    let project: Project
    let command: CommandPattern

    init(project: Project, command: CommandPattern) {
        self.project = project
        self.command = command
    }

    /// In every how many rounds of a ``Rotation`` it takes part, by what the command costs.
    var rarity: Int {
        switch command.cpuSeconds {
        case ..<0.8: 1
        case ..<1: 2
        case ..<1.2: 4
        default: 8
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
