import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Catalog

/// A copy of the shipped catalog with many mistakes at once: each is found at its line, and nothing else is.
@Suite("All mistakes of a catalog")
struct CatalogMistakesTests {
    /// A text of a file that becomes another, and what is said of the line so many lines after the text's.
    struct Plant {
        var file: String
        var text: String
        var mistake: String
        var offset = 0
        var message: String
    }

    static let plants = [
        Plant(
            file: "commands/go.yaml", text: "- id: go-build\n", mistake: "- id: go-build\n  colour: red\n", offset: 1, message: "unknown key 'colour'"
        ),
        Plant(file: "commands/python.yaml", text: "category: test", mistake: "category: magic", message: "'magic' is no category"),
        Plant(file: "commands/rust.yaml", text: "step_names: [", mistake: "step_names: [shipping, ", message: "no step is called 'shipping'"),
        Plant(file: "commands/node.yaml", text: "yields: [", mistake: "yields: [sarif, vex, ", message: "expected at most one"),
        Plant(
            file: "commands/java.yaml", text: "phrases:\n", mistake: "phrases:\n    - pack {{boat}}\n", offset: 1, message: "has no variable 'boat'"),
        Plant(file: "projects/go/tallybook/project.yaml", text: "maven: false", mistake: "maven: true", message: "files/pom.xml does not exist"),
        Plant(
            file: "projects/rust/lockwise/project.yaml", text: "lockfile: Cargo.lock", mistake: "lockfile: uv.lock",
            message: "does not know 'uv.lock'"),
        Plant(file: "steps.yaml", text: "- name: compile", mistake: "- name: build", message: "the step 'build' occurs twice"),
        Plant(file: "tasks.yaml", text: "weight: 10}", mistake: "weight: 0}", message: "'weight' to be at least 1"),
        Plant(file: "rego/git.yaml", text: "import rego.v1", mistake: "import future.keywords", offset: -3, message: "expected 'import rego.v1'"),
        Plant(file: "rego/sarif.yaml", text: "attestor: sarif", mistake: "attestor: sarf", message: "'sarf' is no attestor"),
        Plant(file: "rego/link.yaml", text: "weight:", mistake: "weight: [", offset: 1, message: "not YAML"),
        Plant(file: "axes.yaml", text: "-out {{privateKey}}", mistake: "-out {{publicKey}}", message: "expected each line to write"),
        Plant(file: "attestors.yaml", text: "      git\n", mistake: "      (git\n", message: "never closed"),
        Plant(file: "questions/run-command.yaml", text: "text: \"", mistake: "text: \"{stepNam} ", message: "did you mean 'stepName'"),
        Plant(
            file: "questions/clauses.yaml", text: "rules:\n", mistake: "rules:\n  orphan: |\n    alone\n", offset: 1,
            message: "nothing refers to the rule 'orphan'"),
        Plant(
            file: "answers/run-command.yaml", text: "    - id: run-bare\n", mistake: "    - {id: silent, text: nothing}\n    - id: run-bare\n",
            message: "'silent' can leave out the commands"),
    ]

    @Test("each of many mistakes planted at once is listed with file and line, and nothing else is")
    func planted() throws {
        let directory = try TemporaryDirectory()
        let copy = directory.path.appending("catalog")
        try FileManager.default.copyItem(atPath: Catalog.builtIn.string, toPath: copy.string)
        #expect(throws: Never.self, "a copy adds nothing, and replaces each entry by itself") { try Catalog.load(directories: [copy]) }
        var expected: [(place: String, message: String)] = []
        for plant in Self.plants {
            let path = copy.appending(plant.file).string
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let range = try #require(text.range(of: plant.text), "\(plant.file) lacks '\(plant.text)'")
            let line = text[..<range.lowerBound].count { $0 == "\n" } + 1 + plant.offset
            try text.replacingCharacters(in: range, with: plant.mistake).write(toFile: path, atomically: true, encoding: .utf8)
            expected.append(("\(path):\(line): ", plant.message))
        }
        let error = try #require(throws: CatalogError.self) { try Catalog.load(directories: [copy]) }
        let found = error.mistakes.map(\.description)
        for (place, message) in expected {
            #expect(found.contains { $0.hasPrefix(place) && $0.contains(message) }, "\(place)\(message)")
        }
        let unexpected = found.filter { line in !expected.contains { line.hasPrefix($0.place) && line.contains($0.message) } }
        #expect(unexpected.isEmpty, "\(unexpected.joined(separator: "\n"))")
        #expect(error.description.hasPrefix("\(found.count) mistakes in the catalog\n"))
    }
}
