import Basics
import Foundation
import GRDB
import GRDBSQLite
import SystemPackage

/// The record of one run: `run.sqlite` in the run directory, with its plan repeated for people in `run.json`.
///
/// One process writes at a time, any number may read meanwhile. An attempt is written in one transaction of SQLite's write-ahead log, so a process
/// that is killed at any moment leaves every finished attempt whole and nothing of the others. All methods block, may be called from any thread, and
/// are served one at a time.
public final class RunStore: Sendable {
    /// The run directory.
    public let directory: FilePath
    /// What the run is for.
    public let plan: RunPlan

    /// Most bytes of one value: what a job keeps of one file is at most a quarter of it.
    private static let maximumValueBytes: CInt = 256 << 20

    private let lock: RunLock?
    let database: DatabaseQueue

    /// Opens the store of a run directory for writing and makes what is not there yet.
    /// - Throws: ``OrchestratorError`` with stage `output` (the directory cannot be written to), `locked` (another process writes), `other-plan` (the
    ///   directory was made for a plan that `plan` does not continue), `corrupt-store` or `store`.
    public init(writing directory: FilePath, plan: RunPlan) throws {
        do {
            try FileManager.default.createDirectory(atPath: directory.string, withIntermediateDirectories: true)
        } catch {
            throw OrchestratorError(
                kind: .usage,
                stage: "output",
                subject: directory.string,
                cause: "the directory cannot be made: \(error.localizedDescription)",
                mend: "give a directory that you can write to with --output"
            )
        }
        lock = try RunLock(directory: directory)
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(10)
        // Survives the death of the process at any moment, and never corrupts; only a power cut can take the last commits back.
        configuration.prepareDatabase { database in
            Self.limitValues(of: database)
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
        }
        try StoreFiles.requireRegular(beside: Self.databasePath(directory))
        (database, self.plan) = try Self.withStoreErrors(directory) {
            let queue = try DatabaseQueue(path: Self.databasePath(directory).string, configuration: configuration)
            if try !queue.read(Self.isEmpty) { try queue.read(RunSchema.require) }
            try RunSchema.migrator.migrate(queue)
            let continued = try queue.write { database in
                let stored = try Self.plan(in: database)
                if let refusal = stored?.refusal(of: plan) {
                    throw OrchestratorError(
                        kind: .usage,
                        stage: "other-plan",
                        subject: directory.string,
                        cause: refusal,
                        mend: "ask for the same plan again or a greater target, or give another --output"
                    )
                }
                let continued = stored.map(plan.continuing) ?? plan
                try database.execute(
                    sql: "INSERT INTO run (id, plan) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET plan = excluded.plan",
                    arguments: [String(decoding: try Self.json(continued), as: UTF8.self)]
                )
                return continued
            }
            return (queue, continued)
        }
        self.directory = directory
        do {
            try Self.json(self.plan).write(to: URL(filePath: directory.appending("run.json").string), options: .atomic)
        } catch {
            throw Self.writeError(directory, cause: error.localizedDescription)
        }
    }

    /// Opens the store of a run directory for reading, also while another process writes.
    /// - Throws: ``OrchestratorError`` with stage `no-run`, `corrupt-store` or `store`.
    public init(reading directory: FilePath) throws {
        guard FileManager.default.fileExists(atPath: Self.databasePath(directory).string) else {
            throw Self.noRunError(directory)
        }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase(Self.limitValues)
        try StoreFiles.requireRegular(beside: Self.databasePath(directory))
        let (database, plan) = try Self.withStoreErrors(directory) {
            let queue = try DatabaseQueue(path: Self.databasePath(directory).string, configuration: configuration)
            guard let plan = try queue.read(Self.checkedPlan) else {
                throw Self.noRunError(directory)
            }
            return (queue, plan)
        }
        self.directory = directory
        self.database = database
        self.plan = plan
        lock = nil
    }

    /// The plan of a run directory, or `nil` when it holds no run.
    public static func plan(of directory: FilePath) throws -> RunPlan? {
        do {
            return try RunStore(reading: directory).plan
        } catch let error as OrchestratorError where error.stage == "no-run" {
            return nil
        }
    }

    /// Records an attempt of an example, and the example with its first attempt, in one transaction.
    /// - Throws: ``OrchestratorError`` with stage `already-recorded` when the example has a final verdict, another job, or an attempt of this number;
    ///   `store-write` when the disk is full.
    public func record(_ attempt: Attempt, of planned: PlannedJob) throws {
        let job = try planned.job.canonicalJSON()
        try Self.withStoreErrors(directory) {
            try database.write { database in
                try database.execute(
                    sql: """
                        INSERT INTO example (position, id, state, job_key, specification, job) VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (position) DO UPDATE SET state = excluded.state
                        WHERE state = 'pending' AND id = excluded.id AND job_key = excluded.job_key
                        """,
                    arguments: [
                        planned.index, planned.id, attempt.verdict.state.rawValue, attempt.jobKey.description, Data(planned.specification), job,
                    ]
                )
                guard database.changesCount == 1, try Self.lastAttemptNumber(of: planned.index, in: database) < attempt.number else {
                    throw OrchestratorError(
                        kind: .usage,
                        stage: "already-recorded",
                        subject: planned.id,
                        cause: "the store holds this attempt, a final verdict or another job under this name",
                        mend: "give another --output"
                    )
                }
                try Self.insert(attempt, of: planned.index, in: database)
            }
        }
    }

    /// The state of the example at an index, `nil` when nothing is recorded of it, and how many attempts it has had.
    func progress(at index: Int) throws -> (state: ExampleState?, attempts: Int) {
        try Self.withStoreErrors(directory) {
            try database.read { database in
                guard let row = try Row.fetchOne(database, sql: "SELECT state FROM example WHERE position = ?", arguments: [index]) else {
                    return (nil, 0)
                }
                return (try Self.state(row), try Self.lastAttemptNumber(of: index, in: database))
            }
        }
    }

    private static func databasePath(_ directory: FilePath) -> FilePath {
        directory.appending("run.sqlite")
    }

    private static func json(_ plan: RunPlan) throws -> Data {
        Data(try CanonicalJSON.encodeReadably(plan))
    }

    /// SQLite's own limit is a gigabyte, and a row of another's making may claim it.
    @Sendable private static func limitValues(of database: Database) {
        guard let connection = database.sqliteConnection else { return }
        sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, maximumValueBytes)
    }

    @Sendable private static func isEmpty(_ database: Database) throws -> Bool {
        try Row.fetchOne(database, sql: "SELECT 1 FROM sqlite_master") == nil
    }

    /// The plan of a database that may come from elsewhere, or `nil` when it holds nothing.
    @Sendable private static func checkedPlan(in database: Database) throws -> RunPlan? {
        if try isEmpty(database) { return nil }
        try RunSchema.require(in: database)
        return try plan(in: database)
    }

    private static func plan(in database: Database) throws -> RunPlan? {
        guard let row = try Row.fetchOne(database, sql: "SELECT plan FROM run") else { return nil }
        return try JSONDecoder().decode(RunPlan.self, from: Data(row.value("plan", as: String.self).utf8))
    }
}
