import Archive
import Foundation
import GRDB
import Orchestrator
import SystemPackage
import TestSupport
import Testing

@testable import Dataset

/// A run directory from elsewhere: packs, manifest, rows and shards that want more than to be read.
@Suite struct HostileRunTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        _ = try RunPublisher(store: RecordedRun.record(RecordedRun.plan(target: 3), in: directory.path.appending("run"))).publish()
        try directory.write(Array("keep me\n".utf8), to: "outside")
    }

    private var run: FilePath { directory.path.appending("run") }

    /// Puts something in the place of a file of the run.
    private func replace(_ name: String, by kind: String) throws {
        let path = run.appending(name).string
        try FileManager.default.removeItem(atPath: path)
        switch kind {
        case "fifo": try #require(mkfifo(path, 0o600) == 0)
        case "zeros": try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/zero")
        case "link": try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: directory.path.appending("outside").string)
        default: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        }
    }

    private func verify() async -> DatasetError? {
        await #expect(throws: DatasetError.self) { _ = try await EvidenceVerifier(directory: run).verify(concurrency: .fixed(1)) { NoWitness() } }
    }

    @Test(arguments: ["evidence/manifest.json", "evidence/00000.tar.zst"], ["fifo", "zeros", "link", "directory"])
    func `evidence that is no file is refused at once`(name: String, kind: String) async throws {
        try replace(name, by: kind)
        #expect(await verify()?.subject == run.appending(name).string)
    }

    @Test(arguments: ["fifo", "zeros", "link", "directory"]) func `rows that are no file are refused at once`(kind: String) async throws {
        try replace("dataset/train.jsonl", by: kind)
        let error = #expect(throws: DatasetError.self) { try DatasetLocation(run).rowFiles() }
        #expect(error?.subject == run.appending("dataset/train.jsonl").string)
        let output = directory.path.appending("out")
        await #expect(throws: DatasetError.self) { try await DatasetConverter(format: .text).convert(run, into: output) }
        #expect(!FileManager.default.fileExists(atPath: output.string))
    }

    @Test func `a directory of the run that leads elsewhere is not followed`() async throws {
        for name in ["evidence", "dataset"] {
            let elsewhere = directory.path.appending("elsewhere-\(name)").string
            try FileManager.default.moveItem(atPath: run.appending(name).string, toPath: elsewhere)
            try FileManager.default.createSymbolicLink(atPath: run.appending(name).string, withDestinationPath: elsewhere)
        }
        #expect(await verify()?.stage == "evidence")
        #expect(throws: DatasetError.self) { try DatasetLocation(run).rowFiles() }
    }

    @Test(arguments: ["../outside", "/etc/passwd", "", ".", "..", "a/b", "x\u{1B}[2J"]) func `a manifest cannot name what is not beside it`(
        name: String
    ) async throws {
        let manifest = try JSONSerialization.data(
            withJSONObject: ["packs": [["name": name, "examples": 1, "members": "", "sha256": ""]]])
        try manifest.write(to: URL(filePath: run.appending("evidence/manifest.json").string))
        #expect(await verify()?.stage == "manifest")
    }

    /// What a pack holds besides a whole example.
    enum Trick: CaseIterable, Sendable {
        case link, fifo, twice, fileBelowFile, altered, control, longName, notText, dots, hole, bomb, otherExample, noDocument, hugeDocument

        func add(to tar: inout TarBytes) {
            switch self {
            case .link: tar.symbolicLink("7-000000/policy.json", to: "/etc/passwd")
            case .fifo: tar.entry(Array("7-000000/policy.json".utf8), type: "6")
            case .twice:
                tar.file("7-000000/policy.pub", "one")
                tar.file("7-000000/policy.pub", "two")
            case .fileBelowFile:
                tar.file("7-000000/artifacts", "one")
                tar.file("7-000000/artifacts/x", "two")
            case .altered: tar.file("7-000000/altered", "one")
            case .control: tar.file("7-000000/a\u{1B}[2J", "x")
            case .longName:
                tar.gnuLong("L", Array("7-000000/".utf8) + [UInt8](repeating: 97, count: 300))
                tar.file("x")
            case .notText: tar.entry(Array("7-000000/".utf8) + [0xFF], type: "0")
            case .dots: tar.file("7-000000/./policy.pub")
            case .hole:
                tar.extended([
                    ("GNU.sparse.major", Array("0".utf8)), ("GNU.sparse.minor", Array("1".utf8)), ("GNU.sparse.size", Array("900000000".utf8)),
                    ("GNU.sparse.map", Array("900000000,0".utf8)),
                ])
                tar.file("7-000000/artifacts/hole", "")
                tar.file("7-000000/artifacts/x")
            case .bomb: tar.entry(Array("7-000000/artifacts/x".utf8), type: "0", size: TarBytes.octal(8 << 30 - 1, digits: 11))
            case .otherExample: tar.file("7-000000/example.json", #"{"id":"7-000001"}"#)
            case .noDocument: tar.file("7-000000/policy.pub")
            case .hugeDocument: tar.file("7-000000/example.json", String(repeating: "[", count: 3_000_000))
            }
        }
    }

    @Test(arguments: Trick.allCases) func `a pack with tricks is refused by name`(trick: Trick) throws {
        let tar = TarBytes.archive { trick.add(to: &$0) }
        let pack = try directory.write(trick == .bomb ? ZstandardBytes.frame(tar, zeros: 1 << 30) : tar, to: "pack.tar.zst")
        let error = #expect(throws: DatasetError.self) {
            let reader = try EvidencePackReader(pack)
            while try reader.next() != nil {}
        }
        #expect(error?.stage == "pack")
        #expect(error?.subject == pack.string)
        #expect(error?.description.unicodeScalars.contains { $0.properties.generalCategory == .control } == false)
    }

    /// The options of witness can write files, run as a profiler and speak to servers.
    @Test(arguments: [
        ["--debug-cpu-profile-file", "policy.pub"], ["--policy", "/etc/passwd"], ["--policy", "../outside"], ["--policy"], ["policy.pub"],
        ["--policy=/etc/passwd"], ["--policy", "policy.pub", "--archivista-server"], ["--enable-archivista"], ["--policy", "--publickey"],
        ["--subjects", "--enable-archivista"], ["--subjects", "/etc/passwd"], ["--policy", String(repeating: "a", count: 64)],
    ]) func `a pack cannot give witness other options or other files`(arguments: [String]) async throws {
        let reader = try EvidencePackReader(run.appending("evidence/00000.tar.zst"))
        var example = try #require(try reader.next())
        #expect(try Verification(of: example, tampering: true).checks.count == 4)
        example.document.verify += arguments
        let error = #expect(throws: DatasetError.self) { try Verification(of: example, tampering: false) }
        #expect(error?.stage == "evidence")
        #expect(error?.subject == example.document.id)
    }

    @Test func `a pack may give witness digests to look for`() throws {
        let reader = try EvidencePackReader(run.appending("evidence/00000.tar.zst"))
        var example = try #require(try reader.next())
        example.document.verify += ["--subjects", String(repeating: "0f", count: 32)]
        #expect(try Verification(of: example, tampering: true).checks.count == 4)
    }

    @Test func `a line without an end is refused before it fills the memory`() throws {
        let path = directory.path.appending("long.jsonl")
        let file = try FileDescriptor.open(path, .writeOnly, options: [.create], permissions: .ownerReadWrite)
        try file.closeAfter { try file.resize(to: 1 << 40) }
        var analyzer = DatasetAnalyzer()
        let error = #expect(throws: DatasetError.self) { try analyzer.add(contentsOf: path) }
        #expect(error?.stage == "row")
        #expect(error?.subject == "\(path):1")
    }

    /// Of a shard that was tampered with, nothing may reach the outside of the merged run.
    @Test(arguments: ["../../escaped", "/tmp/witnessbox-hostile", "..", "a/b"]) func `a shard cannot name a directory outside`(id: String) throws {
        try DatabaseQueue(path: run.appending("run.sqlite").string).write {
            try $0.execute(sql: "UPDATE example SET id = ?, state = 'rejected' WHERE position = 0", arguments: [id])
        }
        let merged = directory.path.appending("deep/er/merged")
        #expect(throws: OrchestratorError.self) {
            let store = try RunMerger(shards: [run]).merge(into: merged)
            try FailureArchive(store: store).write()
        }
        #expect(!FileManager.default.fileExists(atPath: directory.path.appending("deep/escaped").string))
        #expect(!FileManager.default.fileExists(atPath: "/tmp/witnessbox-hostile"))
        #expect(!FileManager.default.fileExists(atPath: merged.appending("failures").string))
    }
}

/// A witness that accepts everything.
private struct NoWitness: WitnessVerifier {
    func firstFailure(of verification: Verification) async throws -> VerificationFailure? { nil }

    func close() async {}
}
