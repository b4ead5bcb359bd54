import Archive
import Foundation
import FuzzSupport
import SystemPackage
import TestSupport

@testable import Dataset

/// Reads evidence packs, their manifest and rows of a dataset that the fuzzer makes up.
@main enum EvidenceTarget {
    static func main() {
        let box = ThrowawayBox()
        Fuzzer.run(seeds: seeds) { input in
            var source = ByteSource(input)
            do {
                switch source.number(below: 4) {
                case 0: try readPack(tar(of: source.sections()), in: box)
                case 1: try readPack(mendedTar(source.remainder()), in: box)
                case 2: try readManifest(source.remainder(), in: box)
                default: try readRows(source.remainder(), in: box)
                }
            } catch let error as DatasetError {
                precondition(!error.isInfrastructure, "\(error)")
            } catch {
                fatalError("\(error)")
            }
            box.requireNothingOutside()
            box.empty()
        }
    }

    private static func readPack(_ bytes: [UInt8], in box: ThrowawayBox) throws {
        let path = box.root.appending("00000.tar.zst")
        try Data(bytes).write(to: URL(filePath: path.string))
        let reader = try EvidencePackReader(path)
        while let example = try reader.next() {
            let verification = try Verification(of: example, tampering: true)
            precondition(
                Set(verification.files.map(\.path)).count == verification.files.count, "two files of one name: \(verification.files.map(\.path))")
            for file in verification.files {
                precondition(!file.path.hasPrefix("/") && !file.path.split(separator: "/").contains(".."), file.path)
            }
            for check in verification.checks {
                let options = check.arguments.filter { $0.hasPrefix("-") }
                precondition(Set(options).isSubset(of: ["--policy", "--publickey", "--attestations", "--artifactfile"]), "\(check.arguments)")
            }
        }
    }

    private static func readManifest(_ bytes: [UInt8], in box: ThrowawayBox) throws {
        let evidence = box.root.appending("evidence")
        try FileManager.default.createDirectory(atPath: evidence.string, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: evidence.appending("manifest.json").string))
        _ = try EvidenceManifest(of: evidence)
        _ = try EvidenceFeed(directory: box.root) { _ in true }
    }

    private static func readRows(_ bytes: [UInt8], in box: ThrowawayBox) throws {
        let path = box.root.appending("train.jsonl")
        try Data(bytes).write(to: URL(filePath: path.string))
        var analyzer = DatasetAnalyzer()
        try analyzer.add(contentsOf: path)
        _ = try JSONEncoder().encode(analyzer.report())
    }

    /// Each section is a file: its name, a line feed, its content.
    private static func tar(of sections: [[UInt8]]) -> [UInt8] {
        TarBytes.archive { tar in
            for section in sections {
                let parts = section.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
                let name = Array(parts[0])
                if name.count > 100 { tar.gnuLong("L", name) }
                tar.entry(name, type: "0", data: parts.count > 1 ? Array(parts[1]) : [])
            }
        }
    }

    private static var seeds: [[UInt8]] {
        let document = #"""
            {"id":"e","index":0,"jobKey":"0","imageDigest":"sha256:0","specification":{"index":0,"seed":7,"task":"run-line","language":"go","project":"plain",
            "command":"go-build","step":"build","attestors":[],"ci":"none","rego":[],"signer":"ed25519","sbom":"none"},
            "steps":[{"name":"run","arguments":["witness"],"cause":"exited","exitCode":0,"expectation":{"exit":"success"}}],
            "verify":["--policy","policy.signed.json","--publickey","policy.pub","--attestations","attestations/b.json","--artifactfile","artifacts/p"]}
            """#
        let files =
            ["e/example.json\n" + document] + ["policy.signed.json", "policy.pub", "attestations/b.json", "artifacts/p"].map { "e/\($0)\n{}" }
        let sections = files.map { Array($0.utf8) }
        let row =
            #"{"id":"7-0","messages":[{"role":"user","content":"Sign it."},{"role":"assistant","content":"`witness run`"}],"metadata":{"attestors":["git"],"ci":"none"}}"#
        return [
            [0] + sections.joined(separator: [0xFF]), [1] + tar(of: sections),
            [2] + Array(#"{"packs":[{"name":"00000.tar.zst","examples":1,"members":"0","sha256":"0"}]}"#.utf8), [3] + Array("\(row)\n\(row)\n".utf8),
        ]
    }
}
