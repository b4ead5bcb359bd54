import ArgumentParser

/// `witnessbox ci`: the mocks of CI platforms, for people outside the generator.
struct CICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ci",
        abstract: "Show what a CI platform gives to a job, and what it takes.",
        subcommands: [CIEnvironmentCommand.self, CIPipelinesCommand.self]
    )
}
