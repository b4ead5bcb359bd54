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
              witnessbox analyze runs/seven --html report.html
              witnessbox analyze --json runs/seven/dataset/train.jsonl other.jsonl
            """
    )

    @Argument(help: "Run directories or files of rows.", completion: .file())
    var paths: [String]

    @Flag(help: "Print one JSON object.")
    var json = false

    @Option(help: "Also write a page with charts, which needs nothing else.", completion: .file())
    var html: String?

    func run() throws {
        var analyzer = DatasetAnalyzer()
        for path in paths {
            for file in try DatasetLocation(FilePath(path)).rowFiles() { try analyzer.add(contentsOf: file) }
        }
        var report = analyzer.report()
        if paths.count == 1 { try report.addRecord(of: FilePath(paths[0])) }
        if let html { try ReportPage(report, title: paths.joined(separator: ", ")).write(to: FilePath(html)) }
        if json {
            print(try JSONText.document(report))
        } else {
            DatasetReportText(report).lines.forEach { print($0) }
        }
    }
}
