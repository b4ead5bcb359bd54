import Foundation
import SystemPackage
import TestSupport
import Testing

/// From plan to dataset with the real image, sandbox and witness.
@Suite("A run, end to end", ToolchainImage.isAsked, .serialized)
struct RunTests {
    /// Enough rows for all five languages.
    private static let target = "15"

    private func generate(into output: String, _ more: String...) throws -> HostCommand.Outcome {
        try CommandLineTool.run(["generate", "--seed", "11", "--image", try ToolchainImage.name(), "--output", output] + more)
    }

    @Test func parallelismAndShardsDoNotChangeAByteOfTheDataset() throws {
        let box = try TemporaryDirectory()
        let whole = try generate(into: box.path.string + "/whole", "--target", Self.target, "--parallel", "4")
        #expect(whole.exitCode == 0, "\(whole.errors)")
        let dataset = try box.files(under: "whole/dataset")
        #expect(dataset["train.jsonl"]?.isEmpty == false)

        for (shard, parallel) in [("1/2", "1"), ("2/2", "auto")] {
            let part = try generate(
                into: box.path.string + "/part-" + shard.prefix(1), "--target", Self.target, "--parallel", parallel, "--shard", shard)
            #expect(part.exitCode == 0, "\(part.errors)")
        }
        let merged = try CommandLineTool.run("merge", box.path.string + "/merged", box.path.string + "/part-2", box.path.string + "/part-1")
        #expect(merged.exitCode == 0, "\(merged.errors)")
        #expect(try box.files(under: "merged/dataset") == dataset)

        let verified = try CommandLineTool.run("verify", box.path.string + "/whole", "--tamper")
        #expect(verified.exitCode == 0, "\(verified.output)\(verified.errors)")
        #expect(verified.output.contains("\(dataset.count) of \(dataset.count) files of the dataset are as attested"), "\(verified.output)")

        let ids = ["11-000000", "11-000007", "11-000014"]
        let replay = try CommandLineTool.run(["replay", box.path.string + "/whole"] + ids)
        #expect(replay.exitCode == 0, "\(replay.output)\(replay.errors)")

        /// The guest's user is another, and no row tells.
        if Setting.possible.contains(.chroot) {
            let other = try generate(into: box.path.string + "/chroot", "--target", Self.target, "--parallel", "4", "--backend", "chroot")
            #expect(other.exitCode == 0, "\(other.errors)")
            #expect(try box.files(under: "chroot/dataset") == dataset)
            let refused = try generate(into: box.path.string + "/chroot", "--target", Self.target, "--backend", "namespace")
            #expect(refused.exitCode == 2 && refused.errors.contains("backend is chroot there"), "\(refused.errors)")
        }

        let again = try generate(into: box.path.string + "/whole", "--target", Self.target)
        #expect(again.exitCode == 0)
        #expect(try box.files(under: "whole/dataset") == dataset)
    }

    @Test(arguments: ["github", "gitlab"])
    func theEvidenceOfAPlatformAloneTellsItsRepositoryFromAnother(platform: String) throws {
        let box = try TemporaryDirectory()
        let output = box.path.string + "/run"
        let run = try generate(into: output, "--only", "ci=\(platform)", "--target", "3", "--parallel", "2")
        #expect(run.exitCode == 0, "\(run.errors)")
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../scripts/judge-claims").standardized.path()
        let judged = try HostCommand.run([script, output, try ToolchainImage.rootFileSystem() + "/usr/bin/witness"])
        #expect(judged.exitCode == 0, "\(judged.errors)")
        #expect(judged.output == "3 examples: each passed for its own repository and was denied for another\n")
    }

    /// The attestation is witness's own: whoever has its files and the dataset needs nothing else. No private key is left, and what is no longer as it
    /// was published is named.
    @Test func theDatasetIsAttestedFileByFile() throws {
        let box = try TemporaryDirectory()
        let output = box.path.string + "/run"
        let run = try generate(into: output, "--only", "command=git-archive-tar", "--target", "6")
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(try Set(box.files(under: "run/attestation").keys) == ["collection.json", "policy.json", "policy.pub", "policy.signed.json"])
        #expect(try box.text("run/attestation/policy.pub").hasPrefix("-----BEGIN PUBLIC KEY-----"))

        let witness = try ToolchainImage.rootFileSystem() + "/usr/bin/witness"
        let attestation = output + "/attestation/"
        let byHand = try HostCommand.run([
            witness, "verify", "-k", attestation + "policy.pub", "-p", attestation + "policy.signed.json", "-a", attestation + "collection.json",
            "-f", output + "/dataset/train.jsonl",
        ])
        #expect(byHand.exitCode == 0, "\(byHand.errors)")

        let train = output + "/dataset/train.jsonl"
        let other = output + "/dataset/splits.json"
        let content = try Data(contentsOf: URL(filePath: train))
        try Data(contentsOf: URL(filePath: other)).write(to: URL(filePath: train))
        let swapped = try CommandLineTool.run("verify", output)
        #expect(swapped.exitCode == 1, "another file of the dataset is attested, but not by this name")
        #expect(swapped.output.contains("dataset/train.jsonl: attestation: it is not the file that was attested"), "\(swapped.output)")

        try content.write(to: URL(filePath: train))
        try FileManager.default.removeItem(atPath: other)
        try box.write("{}".utf8, to: "run/dataset/more.jsonl")
        let changed = try CommandLineTool.run("verify", output, "--witness", witness)
        #expect(changed.exitCode == 1)
        #expect(changed.output.contains("dataset/splits.json: attestation: it is missing"), "\(changed.output)")
        #expect(changed.output.contains("dataset/more.jsonl: attestation: it was not attested"), "\(changed.output)")

        let again = try generate(into: output, "--only", "command=git-archive-tar", "--target", "6")
        #expect(again.exitCode == 0, "\(again.errors)")
        #expect(try CommandLineTool.run("verify", output).exitCode == 0, "the next run publishes and attests anew")
    }

    /// `docs/catalog.md`, followed to the letter: a project in a language of its own, its commands, a Rego rule and a way of asking, from data alone.
    @Test func thePageAboutCatalogsMakesVerifiedRows() throws {
        let box = try TemporaryDirectory()
        for (path, text) in try CatalogPage.files() { try box.write(text.utf8, to: "mine/\(path)") }
        let mine = box.path.string + "/mine"
        let checked = try CommandLineTool.run("catalog", "check", "--catalog", mine, "--image", try ToolchainImage.name())
        #expect(checked.exitCode == 0 && checked.output.contains("no mistake found"), "\(checked.output)\(checked.errors)")
        for (filter, sign) in [("language=shell", #""language":"shell""#), ("rego=env-file", #""env-file""#), ("task=run-command", #""handover""#)] {
            let output = box.path.string + "/" + filter
            let run = try generate(into: output, "--catalog", mine, "--only", filter, "--target", "8")
            #expect(run.exitCode == 0, "\(filter): \(run.output)\(run.errors)")
            let rows = try box.files(under: "\(filter)/dataset").filter { $0.key.hasSuffix(".jsonl") }.values
            #expect(rows.contains { String(decoding: $0, as: UTF8.self).contains(sign) }, "\(filter)")
        }
    }

    /// A second run with a secret in the image, in which every attestor still finds what it reads, is denied for the one secret.
    @Test func aSecretInAnImageCountsOnce() throws {
        let box = try TemporaryDirectory()
        let run = try generate(into: box.path.string + "/run", "--only", "command=image-archive-tar", "--only", "rego=secretscan", "--target", "4")
        #expect(run.exitCode == 0, "\(run.output)\(run.errors)")
        let rows = try box.files(under: "run/dataset").filter { $0.key.hasSuffix(".jsonl") }.values.map { String(decoding: $0, as: UTF8.self) }
        #expect(rows.joined().contains(#""oci""#))
    }

    @Test func aFailingCommandIsRecordedAndFailsAgainInTheSameStep() throws {
        let box = try TemporaryDirectory()
        try box.write(
            """
            - id: broken-report
              languages: [python]
              projects: []
              category: test
              phrases: ["write the report", "make the report", "produce the report", "prepare the report"]
              prepare: []
              run: "sh -c 'echo the ledger is locked >&2; exit 3'"
              artifact: report.txt
              products: []
              yields: []
              tool: sh
              requires: [sh]
              environment: {}
              cpuSeconds: 0.1
              step_names: [test]

            """.utf8,
            to: "catalog/commands/broken.yaml"
        )
        let run = try generate(
            into: box.path.string + "/run", "--target", "2", "--catalog", box.path.string + "/catalog", "--only", "command=broken-report")
        #expect(run.exitCode == 1, "\(run.output)\(run.errors)")

        let failures = try CommandLineTool.run("failures", box.path.string + "/run")
        #expect(failures.output.contains("2 × run:"), "\(failures.output)")
        let shown = try CommandLineTool.run("failures", box.path.string + "/run", "--show", "11-000000")
        #expect(shown.output.contains("the ledger is locked"))

        let replay = try CommandLineTool.run("replay", box.path.string + "/run", "11-000000")
        #expect(replay.exitCode == 0, "\(replay.output)\(replay.errors)")
    }
}
