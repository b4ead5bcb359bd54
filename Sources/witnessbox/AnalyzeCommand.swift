import ArgumentParser
import Dataset
import SystemPackage

/// `witnessbox analyze`: measures of a dataset.
struct AnalyzeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Measure a dataset: counts, coverage, repetition, lengths.",
        discussion: """
            Takes run directories and files of chat rows (JSON Lines), together as one dataset. Rows made elsewhere, without metadata, can be measured too.

            Examples:

              witnessbox analyze runs/seven
              witnessbox analyze --json runs/seven/dataset/train.jsonl other.jsonl
            """
    )

    @Argument(help: "Run directories or files of rows.", completion: .file())
    var paths: [String]

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        var analyzer = DatasetAnalyzer()
        for path in paths {
            for file in try DatasetLocation(FilePath(path)).rowFiles() { try analyzer.add(contentsOf: file) }
        }
        let report = analyzer.report()
        if json {
            print(try JSONText.document(report))
        } else {
            DatasetReportText(report).lines.forEach { print($0) }
        }
    }
}
