import ArgumentParser
import Dataset
import SystemPackage

extension ExportFormat: ExpressibleByArgument {}

/// `witnessbox export`: a dataset in another format.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a run's dataset in the format of another trainer.",
        discussion: """
            The run's own dataset/ directory is chat rows with metadata, which mlx-lm loads as it is. An export holds the format's keys and no others.

            Examples:

              witnessbox export runs/seven --output openai
              witnessbox export runs/seven --format completions --output completions
            """
    )

    @Argument(help: "Directory of the run.", completion: .directory)
    var directory: String

    @Option(help: "chat, completions or text.")
    var format = ExportFormat.chat

    @Option(help: "A new directory, or one of a former export.", completion: .directory)
    var output: String

    func run() throws {
        let rows = try DatasetConverter(format: format).convert(FilePath(directory), into: FilePath(output))
        print(Split.allCases.map { "\($0.rawValue) \((rows[$0] ?? 0).grouped)" }.joined(separator: ", "))
    }
}
