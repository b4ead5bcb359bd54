import Witness

extension Constraint {
    /// The rule that keeps a type of task from a cell, if there is one.
    static func excluding(_ task: any TaskType, from cell: Cell) -> Constraint? {
        task.constraint(on: cell.project, cell.command)
            ?? task.attestors.sorted { $0.name < $1.name }.lazy
            .filter { $0.platform == nil }
            .compactMap { excluding($0, from: cell.project, cell.command, ci: "none") }
            .first
    }

    /// The rule that keeps a type of task from a signer, if there is one.
    static func excluding(_ task: any TaskType, from signer: Signer) -> Constraint? {
        signer.isCertified && !task.takesCertificates ? .taskTakesNoCertificate : nil
    }

    /// The rule that keeps a command from tasks that run it twice, if there is one.
    static func forRepeating(_ command: CommandPattern) -> Constraint? { command.prepare.isEmpty ? nil : .taskRunsTwice }
}
