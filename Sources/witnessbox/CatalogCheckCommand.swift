import ArgumentParser
import Catalog
import Foundation
import Images
import SystemPackage

/// `witnessbox catalog check`: whether the data files are as they should be, and what an image lacks for them.
struct CatalogCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read every data file, and name the first mistake with file and line.",
        discussion: """
            With --image it also lists the commands that need a program which the image lacks.

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
        let programs = Set(catalog.commands.flatMap(\.requires))
        let lacking = programs.subtracting(try ImageStore().image(image).programs(among: programs))
        for command in catalog.commands {
            let missing = command.requires.filter(lacking.contains).sorted()
            if !missing.isEmpty { print("\(command.id): \(image) lacks \(missing.joined(separator: ", "))") }
        }
        if lacking.isEmpty { print("\(image) has every program that the commands need") }
    }
}

extension Image {
    /// Those of the programs that lie in a directory of the image's `PATH`.
    fileprivate func programs(among names: Set<String>) -> Set<String> {
        let directories = (environment["PATH"] ?? "").split(separator: ":").map { FilePath(String($0)) }
        return names.filter { name in
            directories.contains { directory in
                let path = rootFileSystem.appending(directory.components).appending(name)
                // Links are not followed: an absolute one would lead out of the image.
                return (try? FileManager.default.attributesOfItem(atPath: path.string)) != nil
            }
        }
    }
}
