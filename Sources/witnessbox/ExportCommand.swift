import ArgumentParser
import Dataset
import SystemPackage

extension ExportFormat: ExpressibleByArgument {}

/// `witnessbox export`: a dataset in another format.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a run's dataset in the format of another trainer.",
        discussion: """
            The run's own dataset/ directory is chat rows with metadata, which mlx-lm loads as it is. An export holds the format's keys and no others.

            Examples:

              witnessbox export runs/seven --format mlx --output exports/mlx
              witnessbox export runs/seven --format preference --output exports/dpo
              witnessbox export runs/seven --format parquet --python venv/bin/python --output exports/parquet

            mlx has a row for each answer, neighbours of like length, since mlx-lm learns from the last message and pads neighbours to one
            length. preference has pairs of a verified answer and one whose policy the run saw refused. parquet needs pyarrow.
            """
    )

    @Argument(help: "Directory of the run.", completion: .directory)
    var directory: String

    @Option(help: "chat, openai, trl, mlx, completions, text, preference or parquet.")
    var format = ExportFormat.chat

    @Option(help: "A new directory, or one of a former export.", completion: .directory)
    var output: String

    @Option(help: "The Python that has pyarrow, for parquet.")
    var python = "python3"

    func run() async throws {
        let summary = try await DatasetConverter(format: format, python: python).convert(FilePath(directory), into: FilePath(output))
        print(RunText.splits(summary.rows))
        if format == .mlx, summary.longRows > 0 {
            print("\(summary.longRows.grouped) rows may be longer than 2,048 tokens: give mlx_lm.lora --max-seq-length \(summary.mostTokens * 5 / 4)")
        }
    }
}
