import Catalog
import Foundation
import Subprocess
import SystemPackage

/// Parquet files, written by pyarrow in a Python of this host.
struct ParquetWriter {
    private static let script = """
        import sys
        import pyarrow.json, pyarrow.parquet
        for source, target in zip(sys.argv[1::2], sys.argv[2::2]):
            options = pyarrow.json.ReadOptions(block_size=1 << 26)
            pyarrow.parquet.write_table(pyarrow.json.read_json(source, read_options=options), target, compression="zstd")
        """

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
        let executable: Executable = python.contains("/") ? .path(FilePath(python)) : .name(python)
        do {
            let result = try await run(
                executable, arguments: Arguments(["-c", Self.script] + paths), output: .discarded, error: .string(limit: 1 << 16))
            guard result.terminationStatus.isSuccess else {
                throw failure(result.standardError.split(separator: "\n").last.map(String.init) ?? "\(result.terminationStatus)")
            }
        } catch let error as SubprocessError {
            throw failure("\(error)")
        }
        return summary
    }

    private func failure(_ cause: String) -> DatasetError {
        DatasetError(
            stage: "parquet",
            subject: python,
            cause: cause,
            mend: "install pyarrow ('pip install pyarrow'), or name a Python that has it with --python"
        )
    }
}
