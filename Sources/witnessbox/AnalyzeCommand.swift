import ArgumentParser
import Catalog
import Dataset
import SystemPackage

/// `witnessbox analyze`: measures of a dataset.
struct AnalyzeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Measure a dataset: counts, coverage, repetition, lengths.",
        discussion: """
            Takes run directories and files of chat rows (JSON Lines), together as one dataset. Rows made elsewhere, without metadata, can be measured too.

            Examples:

              witnessbox analyze runs/seven
              witnessbox analyze runs/seven --html report.html
              witnessbox analyze runs/seven --python venv/bin/python
              witnessbox analyze --json runs/seven/dataset/train.jsonl other.jsonl
            """
    )

    @Argument(help: "Run directories or files of rows.", completion: .file())
    var paths: [String]

    @Flag(help: "Print one JSON object.")
    var json = false

    @Option(help: "Also write a page with charts, which needs nothing else.", completion: .file())
    var html: String?

    @Option(help: "Count tokens with the Llama 3 tokenizer of this Python, which has llama-models and tiktoken.")
    var python: String?

    @Option(
        name: .customLong("catalog"),
        help: ArgumentHelp("A catalog that the run was generated with; repeatable.", valueName: "dir"),
        completion: .directory
    )
    var catalogDirectories: [String] = []

    func run() async throws {
        let files = try paths.flatMap { try DatasetLocation(FilePath($0)).rowFiles() }
        var analyzer = DatasetAnalyzer()
        for file in files { try analyzer.add(contentsOf: file) }
        var report = analyzer.report()
        if let python { try await report.countTokens(of: files, python: python) }
        if paths.count == 1 {
            try report.addRecord(of: FilePath(paths[0]))
            if report.yield != nil {
                try report.addCoverage(of: FilePath(paths[0]), catalog: Catalog.load(directories: catalogDirectories.map { FilePath($0) }))
            }
        }
        if let html { try ReportPage(report, title: paths.joined(separator: ", ")).write(to: FilePath(html)) }
        if json {
            print(try JSONText.document(report))
        } else {
            DatasetReportText(report).lines.forEach { print($0) }
        }
    }
}
