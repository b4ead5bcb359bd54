import Witness

/// A project and a command that applies to it: the two axes on which all others depend.
struct Cell: Sendable {
    var project: Project
    var command: CommandPattern

    /// Whether the command costs so much that it shall come up half as often as others.
    var isExpensive: Bool { command.cpuSeconds >= 1.5 }

    /// Attestors that depend on project and command, and may be asked for here.
    func optional(among attestors: [Attestor]) -> [Attestor] {
        attestors.filter { attestor in
            switch attestor.requirement {
            case .lockfile, .pom, .sarifProduct: Constraint.excluding(attestor, from: project, command, ci: "none") == nil
            default: false
            }
        }
    }
}
