import Basics
import Crypto
import Foundation
import GRDB
import Sandbox

extension RunStore {
    /// The attempts of an example, first to last.
    public func attempts(of example: StoredExample) throws -> [Attempt] {
        try Self.withStoreErrors(directory) {
            try database.read { database in
                try Row.fetchAll(database, sql: "SELECT * FROM attempt WHERE example = ? ORDER BY number", arguments: [example.index]).map { row in
                    Attempt(
                        jobKey: example.jobKey,
                        number: row["number"],
                        steps: try Self.steps(of: row, in: database),
                        outputs: try Self.outputs(of: row, in: database),
                        verdict: Self.verdict(row)
                    )
                }
            }
        }
    }

    static func lastAttemptNumber(of index: Int, in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT max(number) FROM attempt WHERE example = ?", arguments: [index]) ?? 0
    }

    static func insert(_ attempt: Attempt, of index: Int, in database: Database) throws {
        let rejection = attempt.verdict.rejection
        try database.execute(
            sql: "INSERT INTO attempt (example, number, verdict, step, failure_class, signature, message) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                index, attempt.number, attempt.verdict.name, rejection?.step, rejection?.failureClass, rejection?.signature, attempt.verdict.message,
            ]
        )
        for (position, record) in attempt.steps.enumerated() {
            let result = record.result
            try database.execute(
                sql: "INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    index, attempt.number, position, record.name,
                    String(decoding: try CanonicalJSON.encode(result.termination), as: UTF8.self), record.unmetExpectation,
                    result.wallMilliseconds, result.cpuMilliseconds, result.peakMemoryBytes,
                    result.standardOutput.totalBytes, Data(result.standardOutput.head), Data(result.standardOutput.tail),
                    result.standardError.totalBytes, Data(result.standardError.head), Data(result.standardError.tail),
                ]
            )
        }
        for output in attempt.outputs {
            // Reproducible builds give many examples the same bytes: they are kept once.
            let digest = Data(SHA256.hash(data: output.content))
            try database.execute(sql: "INSERT OR IGNORE INTO blob VALUES (?, ?)", arguments: [digest, Data(output.content)])
            try database.execute(
                sql: "INSERT INTO output VALUES (?, ?, ?, ?, ?)",
                arguments: [index, attempt.number, output.path, Int(output.mode), digest]
            )
        }
    }

    private static func steps(of attempt: Row, in database: Database) throws -> [StepRecord] {
        let example: Int = attempt["example"]
        let number: Int = attempt["number"]
        return try Row.fetchAll(
            database, sql: "SELECT * FROM step WHERE example = ? AND attempt = ? ORDER BY position", arguments: [example, number]
        ).map { row in
            let termination: String = row["termination"]
            return StepRecord(
                name: row["name"],
                result: ProcessResult(
                    termination: try JSONDecoder().decode(Termination.self, from: Data(termination.utf8)),
                    standardOutput: capturedOutput(row, "stdout"),
                    standardError: capturedOutput(row, "stderr"),
                    wallMilliseconds: row["wall_milliseconds"],
                    cpuMilliseconds: row["cpu_milliseconds"],
                    peakMemoryBytes: row["peak_memory_bytes"]
                ),
                unmetExpectation: row["unmet_expectation"]
            )
        }
    }

    private static func capturedOutput(_ row: Row, _ stream: String) -> CapturedOutput {
        let head: Data = row["\(stream)_head"]
        let tail: Data = row["\(stream)_tail"]
        return CapturedOutput(head: Array(head), tail: Array(tail), totalBytes: row["\(stream)_bytes"])
    }

    private static func outputs(of attempt: Row, in database: Database) throws -> [JobFile] {
        let example: Int = attempt["example"]
        let number: Int = attempt["number"]
        return try Row.fetchAll(
            database,
            sql: "SELECT path, mode, content FROM output JOIN blob USING (digest) WHERE example = ? AND attempt = ? ORDER BY path",
            arguments: [example, number]
        ).map { row in
            let content: Data = row["content"]
            return JobFile(path: row["path"], mode: row["mode"], content: Array(content))
        }
    }

    private static func verdict(_ row: Row) -> Verdict {
        let message: String = row["message"] ?? ""
        let name: String = row["verdict"]
        return switch name {
        case "verified":
            .verified
        case "rejected":
            .rejected(Rejection(step: row["step"], failureClass: row["failure_class"], signature: row["signature"], message: message))
        default:
            .infrastructure(message: message)
        }
    }
}
