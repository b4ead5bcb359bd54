import ArgumentParser
import Catalog
import Images
import SystemPackage

/// `witnessbox catalog check`: whether the data files are as they should be, and what an image lacks for them.
struct CatalogCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read every data file, and list every mistake with file and line.",
        discussion: """
            With --image it also lists the commands that need a program which the image lacks: no example of it is asked for them.

              witnessbox catalog check --catalog mine
              witnessbox catalog check --catalog mine --image toolchain:full
            """
    )

    @Option(
        name: .customLong("catalog"),
        help: ArgumentHelp("Check a directory together with the built-in catalog; repeatable.", valueName: "dir"),
        completion: .directory
    )
    var directories: [String] = []

    @Option(help: ArgumentHelp("List what this image lacks: a name or a digest.", valueName: "image"))
    var image: String?

    func run() throws {
        let catalog = try Catalog.load(directories: directories.map { FilePath($0) })
        print(
            """
            \(catalog.projects.count) projects in \(catalog.languages.count) languages, \(catalog.commands.count) commands, \
            \(catalog.regoKinds.count) Rego kinds, \(catalog.conversations.productionCount) productions: no mistake found
            """
        )
        guard let image else { return }
        let lacking = catalog.programs.subtracting(try ImageStore().image(image).programs(among: catalog.programs))
        for command in catalog.commands {
            let missing = command.requires.filter(lacking.contains).sorted()
            if !missing.isEmpty { print("\(command.id): \(image) lacks \(missing.joined(separator: ", "))") }
        }
        if lacking.isEmpty { print("\(image) has every program that the commands need") }
    }
}
