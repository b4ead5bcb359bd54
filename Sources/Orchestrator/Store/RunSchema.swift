import GRDB

/// The tables of a run store, and how older stores become current.
enum RunSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(
                sql: """
                    CREATE TABLE run (
                        id INTEGER PRIMARY KEY CHECK (id = 1),
                        plan TEXT NOT NULL
                    ) STRICT;

                    CREATE TABLE example (
                        position INTEGER PRIMARY KEY,
                        id TEXT NOT NULL UNIQUE,
                        state TEXT NOT NULL CHECK (state IN ('pending', 'verified', 'rejected')),
                        job_key TEXT NOT NULL,
                        specification BLOB NOT NULL,
                        job BLOB NOT NULL
                    ) STRICT;
                    CREATE INDEX example_by_state ON example (state);

                    CREATE TABLE attempt (
                        example INTEGER NOT NULL REFERENCES example,
                        number INTEGER NOT NULL CHECK (number >= 1),
                        verdict TEXT NOT NULL CHECK (verdict IN ('infrastructure', 'verified', 'rejected')),
                        step TEXT,
                        failure_class TEXT,
                        signature TEXT,
                        message TEXT,
                        PRIMARY KEY (example, number)
                    ) STRICT, WITHOUT ROWID;

                    CREATE TABLE step (
                        example INTEGER NOT NULL,
                        attempt INTEGER NOT NULL,
                        position INTEGER NOT NULL,
                        name TEXT NOT NULL,
                        termination TEXT NOT NULL,
                        unmet_expectation TEXT,
                        wall_milliseconds INTEGER NOT NULL,
                        cpu_milliseconds INTEGER NOT NULL,
                        peak_memory_bytes INTEGER NOT NULL,
                        stdout_bytes INTEGER NOT NULL,
                        stdout_head BLOB NOT NULL,
                        stdout_tail BLOB NOT NULL,
                        stderr_bytes INTEGER NOT NULL,
                        stderr_head BLOB NOT NULL,
                        stderr_tail BLOB NOT NULL,
                        PRIMARY KEY (example, attempt, position),
                        FOREIGN KEY (example, attempt) REFERENCES attempt
                    ) STRICT;

                    CREATE TABLE blob (
                        digest BLOB PRIMARY KEY,
                        content BLOB NOT NULL
                    ) STRICT;

                    CREATE TABLE output (
                        example INTEGER NOT NULL,
                        attempt INTEGER NOT NULL,
                        path TEXT NOT NULL,
                        mode INTEGER NOT NULL,
                        digest BLOB NOT NULL REFERENCES blob,
                        PRIMARY KEY (example, attempt, path),
                        FOREIGN KEY (example, attempt) REFERENCES attempt
                    ) STRICT, WITHOUT ROWID;
                    """
            )
        }
        return migrator
    }

    /// What SQLite keeps of the tables that the migrations make.
    private static let expected = Result {
        let queue = try DatabaseQueue()
        try migrator.migrate(queue)
        return try queue.read { try definitions(in: $0) }
    }

    /// Sees that a database holds the tables of a run and nothing else. A view, a trigger or a virtual table of a database from elsewhere would
    /// run whatever its maker wrote into it.
    /// - Throws: ``StoreDamage``.
    static func require(in database: Database) throws {
        let expected = try expected.get()
        guard try definitions(in: database, atMost: expected.count + 1) == expected else {
            throw StoreDamage(cause: "its tables are not those of a run")
        }
    }

    private static func definitions(in database: Database, atMost limit: Int = 1000) throws -> [[String?]] {
        try Row.fetchAll(database, sql: "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name LIMIT ?", arguments: [limit])
            .map { row in try ["type", "name", "tbl_name", "sql"].map { try row.optionalValue($0) } }
    }
}
