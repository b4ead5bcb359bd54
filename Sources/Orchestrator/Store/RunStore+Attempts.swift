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
                    try Attempt(
                        jobKey: example.jobKey,
                        number: row.value("number"),
                        steps: Self.steps(of: row, in: database),
                        outputs: Self.outputs(of: row, in: database),
                        verdict: Self.verdict(row)
                    )
                }
            }
        }
    }

    static func lastAttemptNumber(of index: Int, in database: Database) throws -> Int {
        let row = try Row.fetchOne(database, sql: "SELECT max(number) AS number FROM attempt WHERE example = ?", arguments: [index])
        return try row?.optionalValue("number") ?? 0
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
        let example: Int = try attempt.value("example")
        let number: Int = try attempt.value("number")
        return try Row.fetchAll(
            database, sql: "SELECT * FROM step WHERE example = ? AND attempt = ? ORDER BY position", arguments: [example, number]
        ).map { row in
            let termination: String = try row.value("termination")
            return try StepRecord(
                name: row.value("name"),
                result: ProcessResult(
                    termination: JSONDecoder().decode(Termination.self, from: Data(termination.utf8)),
                    standardOutput: capturedOutput(row, "stdout"),
                    standardError: capturedOutput(row, "stderr"),
                    wallMilliseconds: row.value("wall_milliseconds"),
                    cpuMilliseconds: row.value("cpu_milliseconds"),
                    peakMemoryBytes: row.value("peak_memory_bytes")
                ),
                unmetExpectation: row.optionalValue("unmet_expectation")
            )
        }
    }

    private static func capturedOutput(_ row: Row, _ stream: String) throws -> CapturedOutput {
        let head: Data = try row.value("\(stream)_head")
        let tail: Data = try row.value("\(stream)_tail")
        let total: Int = try row.value("\(stream)_bytes")
        guard total >= head.count + tail.count else { throw StoreDamage(cause: "a step wrote fewer bytes than are kept") }
        return CapturedOutput(head: Array(head), tail: Array(tail), totalBytes: total)
    }

    private static func outputs(of attempt: Row, in database: Database) throws -> [JobFile] {
        let example: Int = try attempt.value("example")
        let number: Int = try attempt.value("number")
        return try Row.fetchAll(
            database,
            sql: "SELECT path, mode, content FROM output JOIN blob USING (digest) WHERE example = ? AND attempt = ? ORDER BY path",
            arguments: [example, number]
        ).map { row in
            try JobFile(path: row.value("path"), mode: row.value("mode"), content: Array(row.value("content", as: Data.self)))
        }
    }

    private static func verdict(_ row: Row) throws -> Verdict {
        switch try row.value("verdict", as: String.self) {
        case "verified": .verified
        case "rejected": .rejected(try rejection(row))
        case "infrastructure": .infrastructure(message: try row.optionalValue("message") ?? "")
        default: throw StoreDamage(cause: "an attempt has no known verdict")
        }
    }

    static func rejection(_ row: Row) throws -> Rejection {
        try Rejection(
            step: row.value("step"), failureClass: row.value("failure_class"), signature: row.value("signature"),
            message: row.optionalValue("message") ?? "")
    }
}
