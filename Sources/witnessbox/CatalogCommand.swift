import ArgumentParser

/// `witnessbox catalog`: what examples are made from.
struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog",
        abstract: "Check the data files that examples are made from.",
        subcommands: [CatalogCheckCommand.self]
    )
}
