import Foundation
import SystemPackage
import TestSupport
import Testing

/// Bad input gives one clear error that names the thing, a documented exit code, and leaves nothing half-made.
@Suite("Bad input")
struct BadInputTests {
    private func expect(_ outcome: HostCommand.Outcome, exits code: Int32, naming words: String...) {
        #expect(outcome.exitCode == code, "\(outcome.errors)")
        for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
        #expect(outcome.output.isEmpty, "\(outcome.output)")
    }

    @Test func anUnknownImageIsNamed() throws {
        let box = try TemporaryDirectory()
        let output = box.path.string + "/run"
        let outcome = try CommandLineTool.run("generate", "--target", "2", "--seed", "1", "--image", "no-such-image", "--output", output)
        expect(outcome, exits: 1, naming: "no-such-image", "image build")
        #expect(!FileManager.default.fileExists(atPath: output))
    }

    @Test(arguments: ["github", "gitlab", "gcp"])
    func anImageWhoseWitnessCannotVerifyTokensIsRefusedByName(platform: String) throws {
        let box = try TemporaryDirectory()
        let environment = ["XDG_DATA_HOME": box.path.string + "/data", "XDG_CACHE_HOME": box.path.string + "/cache"]
        let archive = box.path.string + "/image.tar"
        _ = try HostCommand.run(["tar", "-cf", archive, "-C", "/bin", "busybox"])
        #expect(try CommandLineTool.run(["image", "import", archive, "--name", "plain:one"], environment: environment).exitCode == 0)
        let output = box.path.string + "/run"
        let outcome = try CommandLineTool.run(
            ["generate", "--target", "2", "--seed", "1", "--only", "ci=\(platform)", "--image", "plain:one", "--output", output],
            environment: environment)
        expect(outcome, exits: 1, naming: platform, "plain:one", "--witness")
        #expect(!FileManager.default.fileExists(atPath: output))
    }

    @Test func anImpossibleSelectionIsUsage() throws {
        let box = try TemporaryDirectory()
        let outcome = try CommandLineTool.run("plan", "--target", "2", "--seed", "1", "--only", "language=cobol")
        expect(outcome, exits: 2, naming: "cobol", "python")
        let pair = try CommandLineTool.run("plan", "--target", "2", "--seed", "1", "--only", "language=go", "--only", "command=npm-sbom-spdx")
        expect(pair, exits: 2, naming: "npm-sbom-spdx")
        #expect(try FileManager.default.contentsOfDirectory(atPath: box.path.string).isEmpty)
    }

    @Test func aCatalogErrorNamesFileAndLine() throws {
        let box = try TemporaryDirectory()
        try box.write("- id: half\n  languages: [go\n".utf8, to: "commands/half.yaml")
        let outcome = try CommandLineTool.run("plan", "--target", "2", "--seed", "1", "--catalog", box.path.string)
        expect(outcome, exits: 2, naming: "half.yaml:")
    }

    @Test func aGrammarErrorNamesFileAndLine() throws {
        let box = try TemporaryDirectory()
        try box.write("rules:\n  question.full-pipeline: |\n    Do {nothing-known}.\n".utf8, to: "questions/mine.yaml")
        let outcome = try CommandLineTool.run("plan", "--target", "2", "--seed", "1", "--catalog", box.path.string)
        expect(outcome, exits: 2, naming: "mine.yaml:3")
    }

    @Test func aMissingRunDirectoryIsNamed() throws {
        let box = try TemporaryDirectory()
        for command in ["status", "failures", "verify", "analyze"] {
            let outcome = try CommandLineTool.run(command, box.path.string + "/nothing-here")
            #expect(outcome.exitCode != 0)
            #expect(outcome.errors.contains("nothing-here"), "\(command): \(outcome.errors)")
        }
    }

    @Test func wrongUsageExitsWithTwo() throws {
        #expect(try CommandLineTool.run("generate", "--target", "minus").exitCode == 2)
        for parallel in ["0", "1025", "many", "-1"] {
            let outcome = try CommandLineTool.run("generate", "--target", "2", "--seed", "1", "--output", "run", "--parallel=\(parallel)")
            expect(outcome, exits: 2, naming: "--parallel", "auto, or a number from 1 to 1024")
        }
        #expect(try CommandLineTool.run("no-such-command").exitCode == 2)
        #expect(try CommandLineTool.run("--help").exitCode == 0)
    }
}
