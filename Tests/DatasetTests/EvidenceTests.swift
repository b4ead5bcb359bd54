import Archive
import Catalog
import Foundation
import Orchestrator
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import Dataset

@Suite struct EvidenceTests {
    private func shell(_ script: String, in directory: FilePath, path: String = "") async throws -> (isSuccess: Bool, output: String) {
        let inherited = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let result = try await run(
            .name("sh"),
            arguments: ["-euc", script],
            environment: .inherit.updating(["PATH": path.isEmpty ? inherited : "\(path):\(inherited)"]),
            workingDirectory: directory,
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        return (result.terminationStatus.isSuccess, result.standardOutput)
    }

    @Test func `a pack unpacks with tar and zstd into what was kept`() async throws {
        let directory = try TemporaryDirectory()
        try EvidencePacker(store: RecordedRun.record(RecordedRun.plan(target: 3), in: directory.path)).pack()
        let listing = try await shell("tar --zstd -tf evidence/00000.tar.zst", in: directory.path)
        let names = [
            "artifacts/product.bin", "attestations/build.json", "example.json", "logs/01-run-build.stderr", "logs/02-control-other-key.stderr",
            "policy.json", "policy.pub", "policy.signed.json",
        ]
        #expect(listing.output.split(separator: "\n") == (0..<3).flatMap { index in names.map { "7-00000\(index)/\($0)" } })
        let unpacked = try await shell("tar --zstd -xf evidence/00000.tar.zst && cat 7-000002/artifacts/product.bin", in: directory.path)
        #expect(unpacked.output == "content of site/product.bin\n")
        let document = try await shell(
            "jq -c '[.id, .index, .specification.signer, .steps[1].cause, .steps[1].exitCode, .verify]' 7-000001/example.json", in: directory.path)
        #expect(
            document.output == """
                ["7-000001",1,"ed25519","exited",1,["--policy","policy.signed.json","--publickey","policy.pub",\
                "--attestations","attestations/build.json","--artifactfile","artifacts/product.bin"]]

                """
        )
    }

    @Test func `what was packed reads back, and equal evidence is equal bytes`() throws {
        let (one, two) = (try TemporaryDirectory(), try TemporaryDirectory())
        for directory in [one, two] { try EvidencePacker(store: RecordedRun.record(RecordedRun.plan(target: 12), in: directory.path)).pack() }
        #expect(try one.files().filter { $0.key.hasPrefix("evidence/") } == two.files().filter { $0.key.hasPrefix("evidence/") })
        let reader = try EvidencePackReader(one.path.appending("evidence/00000.tar.zst"))
        var ids: [String] = []
        while let example = try reader.next() {
            ids.append(example.document.id)
            #expect(example.files.first { $0.path == "policy.pub" }?.content == Array("content of policy.pub\n".utf8))
        }
        #expect(ids == (0..<12).filter { $0 != 9 }.map { SyntheticRows.row($0).id })
    }

    @Test func `a resumed run leaves complete packs alone and writes the others`() throws {
        let directory = try TemporaryDirectory()
        try EvidencePacker(store: RecordedRun.record(RecordedRun.plan(target: 1005), in: directory.path)).pack()
        func inode(_ name: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: directory.path.appending("evidence/\(name)").string)[.systemFileNumber] as? Int
        }
        let (first, second) = (try inode("00000.tar.zst"), try inode("00001.tar.zst"))
        let more = RecordedRun.plan(target: 1008)
        let store = try RunStore(writing: directory.path, plan: more)
        let other = try TemporaryDirectory()
        try RecordedRun.record(more, in: other.path).forEachExample { example in
            guard example.index >= 1005 else { return }
            let planned = PlannedJob(index: example.index, id: example.id, job: example.job, specification: example.specification)
            try store.record(Attempt(jobKey: example.jobKey, number: 1, steps: [], outputs: RecordedRun.outputs, verdict: .verified), of: planned)
        }
        try EvidencePacker(store: store).pack()
        #expect(try inode("00000.tar.zst") == first)
        #expect(try inode("00001.tar.zst") != second)
        #expect(try EvidenceManifest(of: directory.path.appending("evidence"))?.packs.map(\.examples) == [900, 8])
    }

    @Test func `a file that a job did not keep is named`() throws {
        let directory = try TemporaryDirectory()
        let store = try RecordedRun.record(RecordedRun.plan(target: 2), in: directory.path, outputs: Array(RecordedRun.outputs.dropLast()))
        let error = #expect(throws: DatasetError.self) { try EvidencePacker(store: store).pack() }
        #expect(error?.stage == "evidence")
        #expect(error?.subject == "7-000000")
        #expect(error?.cause.contains("/home/dev/site/product.bin") == true)
        #expect(!FileManager.default.fileExists(atPath: directory.path.appending("evidence/00000.tar.zst").string))
    }

    @Test(arguments: [1, 2, 3]) func `a damaged pack is named, wherever the damage is`(quarter: Int) async throws {
        let directory = try TemporaryDirectory()
        try EvidencePacker(store: RecordedRun.record(RecordedRun.plan(target: 5), in: directory.path)).pack()
        let pack = directory.path.appending("evidence/00000.tar.zst")
        var bytes = try Data(contentsOf: URL(filePath: pack.string))
        bytes[bytes.count * quarter / 4] ^= 0x10
        try bytes.write(to: URL(filePath: pack.string))
        let error = await #expect(throws: DatasetError.self) {
            try await EvidenceVerifier(directory: directory.path).verify(concurrency: .fixed(1)) { NeverWitness() }
        }
        #expect(error?.stage == "pack")
        #expect(error?.subject == pack.string)
    }

    @Test func `a sample is as many examples as asked for, over all packs, each once`() async throws {
        let directory = try TemporaryDirectory()
        try EvidencePacker(store: RecordedRun.record(RecordedRun.plan(target: 1200), in: directory.path)).pack()
        for (size, expected) in [(1, 1), (7, 7), (5000, 1080)] {
            let verifier = EvidenceVerifier(directory: directory.path, sample: size)
            #expect(try await verifier.verify(concurrency: .fixed(2)) { EasyWitness() }.examples == expected)
        }
    }

    @Test func `a pack whose names lead outside is refused`() throws {
        let directory = try TemporaryDirectory()
        for name in ["7-000000/../../etc/passwd", "/7-000000/example.json", "loose.json"] {
            let path = directory.path.appending("hostile.tar.zst")
            let writer = try ArchiveWriter(path: path)
            try writer.addFile(name, Array("{}".utf8))
            try writer.finish()
            let error = #expect(throws: DatasetError.self) { try EvidencePackReader(path) }
            #expect(error?.stage == "pack")
        }
    }

    @Test(.enabled(if: RealEvidence.witness != nil, "set WITNESS to a witness binary"))
    func `the real witness accepts the evidence and notices one flipped bit in each signed file and the artifact`() async throws {
        let directory = try TemporaryDirectory()
        let store = try RecordedRun.record(RecordedRun.plan(target: 3), in: directory.path, outputs: try await RealEvidence.outputs())
        try EvidencePacker(store: store).pack()
        let witness = try HostWitness(executable: try #require(RealEvidence.witness))
        let summary = try await EvidenceVerifier(directory: directory.path, tampering: true).verify(concurrency: .fixed(2)) { witness }
        #expect(summary == EvidenceVerifier.Summary(examples: 3, checks: 12, failures: []))
        let one = try await EvidenceVerifier(directory: directory.path, example: "7-000001").verify(concurrency: .fixed(1)) { witness }
        #expect(one == EvidenceVerifier.Summary(examples: 1, checks: 1, failures: []))
        let error = await #expect(throws: DatasetError.self) {
            try await EvidenceVerifier(directory: directory.path, example: "7-000009").verify(concurrency: .fixed(1)) { witness }
        }
        #expect(error?.stage == "example")
    }

    @Test(.enabled(if: RealEvidence.witness != nil, "set WITNESS to a witness binary"))
    func `evidence that does not verify is a failure of that example alone`() async throws {
        let directory = try TemporaryDirectory()
        var outputs = try await RealEvidence.outputs()
        let product = try #require(outputs.firstIndex { $0.path.hasSuffix("product.bin") })
        outputs[product].content.append(0)
        try EvidencePacker(store: RecordedRun.record(RecordedRun.plan(target: 2), in: directory.path, outputs: outputs)).pack()
        let witness = try HostWitness(executable: try #require(RealEvidence.witness))
        let summary = try await EvidenceVerifier(directory: directory.path).verify(concurrency: .fixed(1)) { witness }
        #expect(summary.failures.map(\.id) == ["7-000000", "7-000001"])
        #expect(summary.failures.allSatisfy { $0.check == "good" && $0.message.contains("policy verification failed") })
    }

    @Test(.enabled(if: RealEvidence.witness != nil, "set WITNESS to a witness binary"))
    func `the commands of the evidence's own guide verify every example by hand`() async throws {
        let directory = try TemporaryDirectory()
        let store = try RecordedRun.record(RecordedRun.plan(target: 3), in: directory.path, outputs: try await RealEvidence.outputs())
        try EvidencePacker(store: store).pack()
        let guide = try directory.text("evidence/README.md")
        let script = try #require(guide.split(separator: "```sh\n").dropFirst().first?.split(separator: "```").first)
        let evidence = directory.path.appending("evidence")
        let binaries = directory.path.appending("bin").string
        try FileManager.default.createDirectory(atPath: binaries, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: "\(binaries)/witness", withDestinationPath: try #require(RealEvidence.witness).string)
        let first = try await shell(String(script), in: evidence, path: binaries)
        #expect(first.output == "verified 7-000000\nverified 7-000001\nverified 7-000002\n")
        let tamper = "printf x >> 7-000001/artifacts/product.bin; "
        let loop = try #require(script.range(of: "for example")).lowerBound
        let second = try await shell(tamper + script[loop...], in: evidence, path: binaries)
        #expect(second.output == "verified 7-000000\nREJECTED 7-000001\nverified 7-000002\n")
    }
}

/// A witness that accepts everything.
private struct EasyWitness: WitnessVerifier {
    func firstFailure(of verification: Verification) async throws -> VerificationFailure? { nil }

    func close() async {}
}

/// A witness that must not be asked.
private struct NeverWitness: WitnessVerifier {
    func firstFailure(of verification: Verification) async throws -> VerificationFailure? {
        VerificationFailure(id: verification.id, check: "never", message: "a damaged pack was read")
    }

    func close() async {}
}
