import Foundation
import GRDB

extension RunStore {
    /// The example of this name.
    /// - Throws: ``OrchestratorError`` with stage `no-example` when there is none.
    public func example(_ id: String) throws -> StoredExample {
        let found = try Self.withStoreErrors(directory) {
            try database.read { database in
                try Row.fetchOne(database, sql: "SELECT * FROM example WHERE id = ?", arguments: [id]).map(Self.example)
            }
        }
        guard let found else {
            throw OrchestratorError(
                kind: .usage,
                stage: "no-example",
                subject: id,
                cause: "no attempt of an example of this name is recorded in \(directory)",
                mend: "'witnessbox status \(directory)' shows what is there"
            )
        }
        return found
    }

    /// Gives the recorded examples, all or those in one state, by ascending index; one is in memory at a time.
    public func forEachExample(in state: ExampleState? = nil, _ body: (StoredExample) throws -> Void) throws {
        var last = -1
        while let example = try firstExample(after: last, in: state) {
            try body(example)
            last = example.index
        }
    }

    /// The indices of the recorded examples in a state, ascending.
    public func indices(in state: ExampleState) throws -> [Int] {
        try Self.withStoreErrors(directory) {
            try database.read { database in
                try Row.fetchAll(database, sql: "SELECT position FROM example WHERE state = ? ORDER BY position", arguments: [state.rawValue])
                    .map { try $0.value("position") }
            }
        }
    }

    /// How many examples are in each state; examples without an attempt are in none.
    public func counts() throws -> [ExampleState: Int] {
        let counts = try counts(sql: "SELECT state AS name, count(*) AS count FROM example GROUP BY state")
        return Dictionary(uniqueKeysWithValues: counts.compactMap { name, count in ExampleState(rawValue: name).map { ($0, count) } })
    }

    /// How many examples are in each state, by a text of what the planner kept beside each job.
    /// - Parameter path: where the text is, as SQLite's JSON functions take it, such as `$.task`; examples without it count under an empty text.
    public func counts(bySpecification path: String) throws -> [String: [ExampleState: Int]] {
        try Self.withStoreErrors(directory) {
            let sql = """
                SELECT coalesce(json_extract(CAST(specification AS TEXT), ?), '') AS name, state, count(*) AS count FROM example
                WHERE json_valid(CAST(specification AS TEXT)) GROUP BY 1, 2
                """
            let rows = try database.read { try Row.fetchAll($0, sql: sql, arguments: [path]) }
            return try rows.reduce(into: [:]) { counts, row in
                counts[try row.value("name"), default: [:]][try Self.state(row), default: 0] += try row.value("count", as: Int.self)
            }
        }
    }

    /// What the store holds of its shard.
    public func summary() throws -> RunSummary {
        let counts = try counts()
        return RunSummary(
            planned: plan.count,
            verified: counts[.verified, default: 0],
            rejected: counts[.rejected, default: 0],
            failureClasses: try self.counts(
                sql: "SELECT failure_class AS name, count(*) AS count FROM attempt WHERE verdict = 'rejected' GROUP BY failure_class")
        )
    }

    /// Rejected examples grouped by signature, the largest group first, equally large ones by signature.
    public func failureGroups() throws -> [FailureGroup] {
        // SQLite takes the bare columns of a group from the row that holds the minimum.
        let sql = """
            SELECT signature, count(*) AS count, min(example), example.id AS sample, step, failure_class, message
            FROM attempt JOIN example ON example.position = attempt.example
            WHERE verdict = 'rejected' GROUP BY signature ORDER BY count DESC, signature
            """
        return try Self.withStoreErrors(directory) {
            try database.read { try Row.fetchAll($0, sql: sql) }.map { row in
                try FailureGroup(
                    signature: row.value("signature"),
                    count: row.value("count"),
                    sample: row.value("sample"),
                    rejection: Self.rejection(row)
                )
            }
        }
    }

    private func counts(sql: String) throws -> [String: Int] {
        try Self.withStoreErrors(directory) {
            let rows = try database.read { try Row.fetchAll($0, sql: sql) }
            // A damaged index can give one name in two groups.
            return try Dictionary(rows.map { try ($0.value("name"), $0.value("count")) }, uniquingKeysWith: +)
        }
    }

    private func firstExample(after index: Int, in state: ExampleState?) throws -> StoredExample? {
        try Self.withStoreErrors(directory) {
            try database.read { database in
                let condition = state == nil ? "" : "AND state = ?"
                return try Row.fetchOne(
                    database,
                    sql: "SELECT * FROM example WHERE position > ? \(condition) ORDER BY position LIMIT 1",
                    arguments: state.map { [index, $0.rawValue] } ?? [index]
                ).map(Self.example)
            }
        }
    }

    static func state(_ row: Row) throws -> ExampleState {
        guard let state = try ExampleState(rawValue: row.value("state")) else { throw StoreDamage(cause: "an example is in no known state") }
        return state
    }

    private static func example(_ row: Row) throws -> StoredExample {
        let id: String = try row.value("id")
        guard StoredExample.isName(id) else { throw StoreDamage(cause: "an example has a name that no run gives") }
        let job: Data = try row.value("job")
        let key = try JobKey(description: row.value("job_key"))
        guard JobKey(ofCanonicalJSON: job) == key else { throw StoreDamage(cause: "the job of '\(id)' is not the one that its key names") }
        return StoredExample(
            index: try row.value("position"),
            id: id,
            state: try state(row),
            jobKey: key,
            job: try JSONDecoder().decode(Job.self, from: job),
            specification: Array(try row.value("specification", as: Data.self))
        )
    }
}
