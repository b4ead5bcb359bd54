import Basics
import Catalog
import Foundation
import SystemPackage

/// Writes the splits of a dataset in another format. Rows carry nothing but the format's own keys, since strict services refuse others.
public struct DatasetConverter {
    private struct Chat: Encodable {
        var messages: [ChatMessage]
    }

    private struct Completion: Encodable {
        var prompt: String
        var completion: String
    }

    private struct Text: Encodable {
        var text: String
    }

    private let format: ExportFormat

    /// A converter to this format.
    public init(format: ExportFormat) {
        self.format = format
    }

    /// Writes `train.jsonl`, `valid.jsonl` and `test.jsonl` into `output`, in the order of the dataset's own files.
    ///
    /// `output` is replaced as a whole and must therefore be new, empty, or a former export.
    /// - Returns: rows in each split.
    /// - Throws: ``DatasetError`` when the run has no dataset, a line of it is damaged, or `output` cannot be written.
    public func convert(_ directory: FilePath, into output: FilePath) throws -> [Split: Int] {
        let expected = Set(Split.allCases.map(\.fileName))
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
        var rows: [Split: Int] = [:]
        for (split, path) in files {
            let writer = try FileWriter(creating: staged.path.appending(split.fileName))
            try RowReader<DatasetRow>(path: path).forEachRow { _, row in
                try writer.append(line(for: row) + [UInt8(ascii: "\n")])
                rows[split, default: 0] += 1
            }
            try writer.close()
        }
        try staged.commit()
        return rows
    }

    private func line(for row: DatasetRow) throws -> [UInt8] {
        switch format {
        case .chat:
            return try CanonicalJSON.encode(Chat(messages: row.messages))
        case .completions:
            let prompt = [row.text(of: .system), row.text(of: .user)].filter { !$0.isEmpty }.joined(separator: "\n\n")
            return try CanonicalJSON.encode(Completion(prompt: prompt, completion: row.text(of: .assistant)))
        case .text:
            return try CanonicalJSON.encode(Text(text: row.messages.map(\.content).joined(separator: "\n\n")))
        }
    }
}
