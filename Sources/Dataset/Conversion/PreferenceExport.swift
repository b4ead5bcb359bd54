import Basics
import Catalog
import Orchestrator
import SystemPackage

/// Pairs of answers for preference training: the verified one, and the same with a policy that the run saw refused in a negative control.
///
/// Only what was carried out becomes a pair. Conversations whose controls leave the answer as it is (another key, an altered artifact) give none.
struct PreferenceExport {
    private struct Pair: Encodable {
        var prompt: [ChatMessage]
        var chosen: [ChatMessage]
        var rejected: [ChatMessage]
    }

    private let store: RunStore

    /// - Throws: what the store throws, for example when `run` is a dataset without the run that it came from.
    init(run: FilePath) throws {
        store = try RunStore(reading: run)
    }

    func write(_ files: [(split: Split, path: FilePath)], to output: FilePath) throws -> ExportSummary {
        var splits: [String: Split] = [:]
        var writers: [Split: FileWriter] = [:]
        var summary = ExportSummary()
        for (split, path) in files {
            writers[split] = try FileWriter(creating: output.appending(split.fileName))
            summary.rows[split] = 0
            try RowReader<DatasetRow>(path: path).forEachRow { _, row in
                if let id = row.id { splits[id] = split }
            }
        }
        try store.forEachExample(in: .verified) { example in
            guard let split = splits[example.id] else { return }
            let messages = try PlannedExample(of: example).row.messages
            guard let answer = messages.last, answer.role == .assistant else { return }
            for rejected in RefusedAnswer.all(of: answer.content, in: example.job) {
                let pair = Pair(prompt: messages.dropLast(), chosen: [answer], rejected: [ChatMessage(role: .assistant, content: rejected)])
                try writers[split]?.append(CanonicalJSON.encode(pair) + [UInt8(ascii: "\n")])
                summary.count(Int(messages.map { TokenEstimate.tokens(in: $0.content) }.reduce(0, +).rounded()), in: split)
            }
        }
        for split in writers.keys.sorted(by: { $0.rawValue < $1.rawValue }) { try writers[split]?.close() }
        return summary
    }
}
