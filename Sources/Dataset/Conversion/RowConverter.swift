import Basics
import Catalog

/// The lines that a row becomes. They carry nothing but the format's own keys, since strict services refuse others.
struct RowConverter {
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

    /// A line and its estimated tokens.
    struct Line {
        var bytes: [UInt8]
        var tokens: Int
    }

    let format: ExportFormat

    func lines(for row: DatasetRow) throws -> [Line] {
        switch format {
        case .chat, .openai, .trl, .preference, .parquet:
            return [try line(Chat(messages: row.messages), of: row.messages)]
        case .mlx:
            return try Self.turns(of: row).map { try line(Chat(messages: $0), of: $0) }
        case .completions:
            return try Self.turns(of: row).map { turn in
                let prompt = turn.dropLast().map(\.content).filter { !$0.isEmpty }.joined(separator: "\n\n")
                return try line(Completion(prompt: prompt, completion: turn.last?.content ?? ""), of: turn)
            }
        case .text:
            return [try line(Text(text: row.messages.map(\.content).joined(separator: "\n\n")), of: row.messages)]
        }
    }

    private func line(_ value: some Encodable, of messages: [ChatMessage]) throws -> Line {
        let tokens = messages.map { TokenEstimate.tokens(in: $0.content) }.reduce(0, +)
        return Line(bytes: try CanonicalJSON.encode(value) + [UInt8(ascii: "\n")], tokens: Int(tokens.rounded()))
    }

    /// The conversation up to each answer.
    private static func turns(of row: DatasetRow) -> [[ChatMessage]] {
        row.messages.indices.filter { row.messages[$0].role == .assistant }.map { Array(row.messages[...$0]) }
    }
}
