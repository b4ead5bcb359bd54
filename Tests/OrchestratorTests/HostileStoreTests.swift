import Foundation
import GRDB
import SystemPackage
import TestSupport
import Testing

@testable import Orchestrator

/// A run directory may come from anyone: its database must be read or refused, never trusted, waited for or run.
@Suite struct HostileStoreTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        let store = try RunStore(writing: directory.path, plan: .sample(target: 3))
        for index in 0..<3 {
            let planned = samplePlanned(index)
            try store.record(try .scripted(planned.job, number: 1, verdict: index == 1 ? .failure() : .verified), of: planned)
        }
    }

    private var database: String { directory.path.appending("run.sqlite").string }

    private func execute(_ statements: String...) throws {
        try DatabaseQueue(path: database).inDatabase { database in
            for statement in statements { try database.execute(sql: statement) }
        }
    }

    /// The one error that reading everything must give.
    private func expectRefusal() throws {
        let error = #expect(throws: OrchestratorError.self) {
            let store = try RunStore(reading: directory.path)
            _ = try store.summary()
            _ = try store.failureGroups()
            _ = try store.content()
        }
        #expect(error?.stage == "corrupt-store", "\(String(describing: error))")
        #expect(error?.subject.hasPrefix(database) == true)
        #expect(error?.kind == .usage)
    }

    @Test func theUnspoiltStoreIsRead() throws {
        #expect(try RunStore(reading: directory.path).content().count == 3)
    }

    @Test(arguments: [
        "CREATE TABLE more (x)",
        "CREATE TRIGGER t AFTER UPDATE ON run BEGIN UPDATE run SET plan = ''; END",
        "DROP INDEX example_by_state",
        "ALTER TABLE example ADD COLUMN more TEXT",
        "CREATE VIRTUAL TABLE search USING fts5(x)",
        "DROP TABLE step; CREATE VIEW step AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
        "DROP TABLE run; CREATE VIEW run AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) AS plan FROM n",
    ]) func anotherSchemaIsRefused(statement: String) throws {
        try execute("PRAGMA foreign_keys = OFF", statement)
        try expectRefusal()
        let error = #expect(throws: OrchestratorError.self) { try RunStore(writing: directory.path, plan: .sample(target: 3)) }
        #expect(error?.stage == "corrupt-store")
    }

    @Test func aDatabaseOfAnotherProgramIsRefusedAndLeftAlone() throws {
        try FileManager.default.removeItem(atPath: database)
        try execute("CREATE TABLE bookmark (url TEXT)", "INSERT INTO bookmark VALUES ('x')")
        try expectRefusal()
        #expect(throws: OrchestratorError.self) { try RunStore(writing: directory.path, plan: .sample(target: 3)) }
        let tables = try DatabaseQueue(path: database).read { try String.fetchAll($0, sql: "SELECT name FROM sqlite_master") }
        #expect(tables == ["bookmark"])
    }

    @Test(arguments: [
        "id = '../../outside'", "id = '/outside'", "id = '.hidden'", "id = ''", "id = 'a' || char(27) || '[2J'", "id = printf('%0200d', 1)",
        "job_key = printf('%064d', 0)", "job = CAST('{}' AS BLOB)", "job = x''",
    ]) func anExampleThatIsNotWhatItSaysIsRefused(change: String) throws {
        try execute("UPDATE example SET \(change) WHERE position = 1")
        try expectRefusal()
    }

    @Test(arguments: [
        "UPDATE run SET plan = '{}'", "UPDATE run SET plan = ''", "UPDATE step SET termination = '{\"exited\":{}}'",
        "UPDATE step SET stdout_bytes = -1",
        "UPDATE step SET stdout_bytes = 0", "UPDATE output SET mode = 1 << 40",
    ]) func aRowThatNoRunWritesIsRefused(statement: String) throws {
        try execute(statement)
        try expectRefusal()
    }

    /// Whoever writes the file's bytes is held to no type.
    @Test(arguments: [
        ("example", "id", "NULL"), ("example", "state", "NULL"), ("example", "job", "NULL"), ("example", "specification", "7"),
        ("attempt", "verdict", "NULL"),
        ("attempt", "number", "'one'"), ("attempt", "failure_class", "x'ff'"), ("step", "name", "NULL"), ("step", "termination", "NULL"),
        ("step", "wall_milliseconds", "'soon'"), ("step", "stderr_head", "NULL"), ("run", "plan", "NULL"), ("output", "mode", "'x'"),
    ]) func aValueOfAnotherTypeIsRefused(table: String, column: String, value: String) throws {
        // A table that has lost its constraints takes any value; then it says again that it has them.
        var definition = ""
        try DatabaseQueue(path: database).inDatabase { database in
            definition = try String.fetchOne(database, sql: "SELECT sql FROM sqlite_master WHERE name = ?", arguments: [table]) ?? ""
            let lax = definition.replacing(" NOT NULL", with: "").replacing("STRICT", with: "").replacing(") , WITHOUT", with: ") WITHOUT")
                .replacing(" TEXT", with: "").replacing(" BLOB", with: "").replacing("INTEGER,", with: ",")
            try database.execute(sql: "PRAGMA writable_schema = ON")
            try database.execute(sql: "UPDATE sqlite_master SET sql = ? WHERE name = ?", arguments: [lax, table])
        }
        try execute("PRAGMA ignore_check_constraints = ON", "PRAGMA foreign_keys = OFF", "UPDATE \(table) SET \(column) = \(value)")
        try DatabaseQueue(path: database).inDatabase { database in
            try database.execute(sql: "PRAGMA writable_schema = ON")
            try database.execute(sql: "UPDATE sqlite_master SET sql = ? WHERE name = ?", arguments: [definition, table])
        }
        try expectRefusal()
    }

    @Test func aRowOfAbsurdSizeIsRefused() throws {
        try execute("UPDATE example SET specification = zeroblob(270000000) WHERE position = 1")
        try expectRefusal()
    }

    @Test(arguments: ["run.sqlite", "run.sqlite-wal", "run.sqlite-shm", "run.sqlite-journal"], ["fifo", "link", "directory"])
    func whatIsNoFileIsRefusedAtOnce(name: String, kind: String) throws {
        let path = directory.path.appending(name).string
        try? FileManager.default.removeItem(atPath: path)
        switch kind {
        case "fifo": try #require(mkfifo(path, 0o600) == 0)
        case "link": try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc/passwd")
        default: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        }
        try expectRefusal()
        let error = #expect(throws: OrchestratorError.self) { try RunStore(writing: directory.path, plan: .sample(target: 3)) }
        #expect(error?.subject == path)
    }

    @Test(arguments: [Int.max, 0, -5, Int.min]) func anAbsurdTargetIsCountedAtOnce(target: Int) throws {
        let plan = RunPlan(seed: 1, target: target, shard: try #require(Shard("2/3")), imageDigest: "", catalogVersion: "")
        #expect(plan.count == (target == Int.max ? (Int.max - 2) / 3 + 1 : 0))
        #expect(RunPlan.sample(target: 7, shard: try #require(Shard("3/3"))).count == 2)
    }

    /// Bits flipped all over the file: an error or an answer, never a trap.
    @Test func survivesFlippedBits() throws {
        let good = try Data(contentsOf: URL(filePath: database))
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<150 {
            var bytes = good
            for _ in 0..<6 { bytes[next(bytes.count)] ^= 1 << UInt8(next(8)) }
            let box = try TemporaryDirectory()
            try box.write(bytes, to: "run.sqlite")
            do {
                let store = try RunStore(reading: box.path)
                _ = (try store.summary(), try store.failureGroups(), try store.content())
            } catch is OrchestratorError {}
        }
    }
}
