import Foundation
import Orchestrator
import SystemPackage

/// Writes the splits of a dataset in another format.
public struct DatasetConverter {
    private let format: ExportFormat
    private let python: String

    /// A converter to this format.
    /// - Parameter python: the Python that has pyarrow, by name or path; only ``ExportFormat/parquet`` asks for it.
    public init(format: ExportFormat, python: String = "python3") {
        self.format = format
        self.python = python
    }

    /// Writes a file for each split into `output`, in the order of the dataset's own files unless the format has one.
    ///
    /// `output` is replaced as a whole and must therefore be new, empty, or a former export.
    /// - Throws: ``DatasetError`` when the run has no dataset, a line of it is damaged, `output` cannot be written, or pyarrow is missing.
    public func convert(_ directory: FilePath, into output: FilePath) async throws -> ExportSummary {
        let expected = Set(Split.allCases.flatMap { [$0.fileName, ExportFormat.parquet.fileName(of: $0)] })
        // A directory that is not there is made below, one that cannot be read cannot be replaced either.
        let present = (try? FileManager.default.contentsOfDirectory(atPath: output.string)) ?? []
        guard expected.isSuperset(of: present) else {
            throw DatasetError(
                stage: "write",
                subject: output.string,
                cause: "the directory holds other files",
                mend: "give a new or empty directory with --output"
            )
        }
        let files = try DatasetLocation(directory).splitFiles()
        let staged = try StagedDirectory(replacing: output)
        let summary =
            switch format {
            case .preference: try PreferenceExport(run: directory).write(files, to: staged.path)
            case .parquet: try await ParquetWriter(python: python).write(files, to: staged.path)
            default: try convert(files, to: staged.path)
            }
        try staged.commit()
        return summary
    }

    private func convert(_ files: [(split: Split, path: FilePath)], to output: FilePath) throws -> ExportSummary {
        let converter = RowConverter(format: format)
        var summary = ExportSummary()
        for (split, path) in files {
            let writer = try FileWriter(creating: output.appending(split.fileName))
            var buckets = format == .mlx ? try LengthBuckets(spool: FileWriter(creating: output.appending(".spool"))) : nil
            summary.rows[split] = 0
            try RowReader<DatasetRow>(path: path).forEachRow { _, row in
                for line in try converter.lines(for: row) {
                    summary.count(line.tokens, in: split)
                    if buckets == nil { try writer.append(line.bytes) } else { try buckets?.append(line) }
                }
            }
            try buckets?.write(to: writer)
            try writer.close()
        }
        return summary
    }
}
