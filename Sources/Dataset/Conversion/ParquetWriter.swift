import Catalog
import Foundation
import SystemPackage

/// Parquet files, written by pyarrow in a Python of this host.
struct ParquetWriter {
    private static let script = PythonScript(
        stage: "parquet",
        packages: "pyarrow",
        text: """
            import sys
            import pyarrow.json, pyarrow.parquet
            for source, target in zip(sys.argv[1::2], sys.argv[2::2]):
                options = pyarrow.json.ReadOptions(block_size=1 << 26)
                pyarrow.parquet.write_table(pyarrow.json.read_json(source, read_options=options), target, compression="zstd")
            """)

    let python: String

    /// Writes a file for each split that has rows.
    func write(_ files: [(split: Split, path: FilePath)], to output: FilePath) async throws -> ExportSummary {
        var summary = ExportSummary()
        for (split, path) in files {
            try RowReader<DatasetRow>(path: path).forEachRow { _, row in
                summary.count(Int(row.messages.map { TokenEstimate.tokens(in: $0.content) }.reduce(0, +).rounded()), in: split)
            }
        }
        let paths = files.filter { summary.rows[$0.split] != nil }.flatMap { split, path in
            [path.string, output.appending(ExportFormat.parquet.fileName(of: split)).string]
        }
        _ = try await Self.script(paths, python: python)
        return summary
    }
}
