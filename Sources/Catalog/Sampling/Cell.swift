import Witness

/// A project and a command that applies to it: the two axes on which all others depend.
struct Cell: Sendable {
    var project: Project
    var command: CommandPattern

    /// How often the cell comes up against others of its language: cheap work twice as often as a JVM build or an SBOM scan.
    var weight: Int { command.cpuSeconds < 1.5 ? 2 : 1 }

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
