import Foundation
import SystemPackage

/// The rows of a JSON Lines file.
struct RowReader<Row: Decodable> {
    let path: FilePath

    /// Calls `body` with each row and its line number, from 1.
    /// - Throws: ``DatasetError`` that names file, line and what is wrong with it; whatever `body` throws.
    func forEachRow(_ body: (Int, Row) throws -> Void) throws {
        let decoder = JSONDecoder()
        try LineReader(path: path).forEachLine { number, line in
            let row: Row
            do {
                row = try decoder.decode(Row.self, from: Data(line))
            } catch {
                throw DatasetError(
                    stage: "row",
                    subject: "\(path):\(number)",
                    cause: line.isEmpty ? "the line is empty" : Self.words(for: error),
                    mend: "run 'witnessbox generate' on the directory again to write its dataset anew, or restore the file"
                )
            }
            try body(number, row)
        }
    }

    private static func words(for error: any Error) -> String {
        func place(_ context: DecodingError.Context) -> String {
            let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
            return path.isEmpty ? "the row" : "'\(path.drop { $0 == "." })'"
        }
        switch error {
        case DecodingError.keyNotFound(let key, let context): return "\(place(context)) has no '\(key.stringValue)'"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            return "\(place(context)) is of the wrong type"
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            return "\(place(context)) has an unknown value"
        default: return "the line is not a whole JSON object"
        }
    }
}
