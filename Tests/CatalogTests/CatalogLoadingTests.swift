import Foundation
import Orchestrator
import SystemPackage
import Testing
import Witness

@testable import Catalog

@Suite("Catalogs")
struct CatalogLoadingTests {
    @Test("the built-in catalog has what the dataset promises")
    func builtIn() throws {
        let catalog = try Catalog.load()
        #expect(catalog.languages == ["go", "java", "node", "python", "rust"])
        for language in catalog.languages {
            #expect(catalog.projects.count { $0.language == language } >= 5, "\(language)")
            #expect(catalog.commands.contains { $0.languages.contains(language) && $0.sbom != nil }, "\(language) has no SBOM")
            #expect(catalog.commands.contains { $0.languages.contains(language) && $0.yields == .sarif }, "\(language) has no SARIF")
        }
        #expect(catalog.steps.count == 10)
        #expect(catalog.commands.count >= 60)
        #expect(
            catalog.regoKinds.map(\.id) == [
                "aws", "aws-codebuild", "command-run", "docker", "environment", "gcp-iit", "git", "github", "gitlab", "jenkins", "k8smanifest",
                "link", "lockfiles", "material", "maven", "oci", "omnitrail", "product", "sarif", "sbom", "secretscan", "slsa", "system-packages",
                "vex",
            ])
        let possible = Set(Attestor.allCases).subtracting(Attestor.alwaysOn).subtracting([.jwt, .policyVerify])
        #expect(Set(catalog.attestors) == possible, "every attestor that can be asked for")
        #expect(catalog.ci.compactMap(\.platform).count == 6)
    }

    @Test("a user's catalog adds to the built-in one, changes the version, and can be sampled")
    func addition() throws {
        let (catalog, again) = try TemporaryCatalog.with(TemporaryCatalog.shell) { path in
            (try Catalog.load(directories: [path]), try Catalog.load(directories: [path]))
        }
        let builtIn = try Catalog.load()
        #expect(catalog.languages == ["go", "java", "node", "python", "rust", "shell"])
        #expect(catalog.commands.count == builtIn.commands.count + 1)
        #expect(catalog.version != builtIn.version)
        #expect(again.version == catalog.version)
        let plan = try Plan(seed: 1, catalog: catalog, only: [AxisValue(.language, "shell")])
        #expect(plan.specification(at: 0).command == "copy-script")
    }

    @Test("a command's texts vary by its choices, and questions say its line or a noun that determines it")
    func choices() throws {
        var files = TemporaryCatalog.shell
        files["commands/shell.yaml"] =
            TemporaryCatalog.command.replacing("artifact: released.sh", with: "artifact: '{{copy}}'").replacing("released.sh", with: "{{copy}}")
            .replacing(
                "  prepare: []",
                with: """
                      nouns: ["a cp of {{script}} that makes {{copy}}", "the copy {{copy}} of {{script}} by cp"]
                      choices: {copy: [released.sh, "{{name}}-{{version}}.sh"]}
                      prepare: []
                    """)
        let catalog = try TemporaryCatalog.with(files) { try Catalog.load(directories: [$0]) }
        let plan = try Plan(seed: 1, catalog: catalog, only: [AxisValue(.language, "shell"), AxisValue(.task, "run-command")])
        let builder = JobBuilder(catalog: catalog, imageDigest: "sha256:0")
        var seen: Set<String> = []
        for index in 0..<60 {
            let messages = try builder.row(for: plan.specification(at: index)).messages.map(\.content)
            let copy = try #require(["released.sh", "greeter-1.0.0.sh"].first { messages[2].contains("-- cp greet.sh \($0)") }, "\(messages[2])")
            let nouns = ["a cp of greet.sh that makes \(copy)", "the copy \(copy) of greet.sh by cp"]
            let isDescribed = nouns.contains(where: messages[1].localizedCaseInsensitiveContains)
            #expect(isDescribed || messages[1].contains("cp greet.sh \(copy)"), "\(messages[1])")
            seen.insert("\(copy) \(isDescribed)")
        }
        #expect(seen.count == 4, "each choice in each manner")
    }

    @Test("a row without its job is the row that the job gives")
    func rows() throws {
        let catalog = try Catalog.load()
        let plan = try Plan(seed: 5, catalog: catalog)
        let builder = JobBuilder(catalog: catalog, imageDigest: "sha256:0")
        for index in 0..<20 {
            let planned = try builder.plannedJob(for: plan.specification(at: index))
            let example = try JSONDecoder().decode(PlannedExample.self, from: Data(planned.specification))
            #expect(try builder.row(for: plan.specification(at: index)) == example.row)
        }
    }

    @Test("an entry of the same name replaces the built-in one")
    func replacement() throws {
        let command = TemporaryCatalog.command.replacing("copy-script", with: "git-bundle").replacing("[shell]", with: "[go]")
            .replacing("{{script}}", with: "go.mod")
        let catalog = try TemporaryCatalog.with(["commands/mine.yaml": command]) { try Catalog.load(directories: [$0]) }
        #expect(catalog.command("git-bundle")?.run == "cp go.mod released.sh")
        #expect(try catalog.commands.count == Catalog.load().commands.count)
    }

    @Test(
        "a mistake is named with file, line and what was expected",
        arguments: [
            ("  cpuSeconds: 0.01", "  cpuSecond: 0.01", 14, "unknown key 'cpuSecond'"),
            ("  cpuSeconds: 0.01", "  cpuSeconds: little", 14, "'cpuSeconds' to be a number"),
            ("  artifact: released.sh\n", "", 1, "expected the key 'artifact'"),
            ("category: package", "category: magic", 4, "'magic' is no category; expected one of build, test"),
            ("yields: []", "yields: [sbom-spdx, sbom-cyclonedx]", 10, "expected at most one"),
            ("yields: []", "yields: [sarif, sbom-spdx]", 10, "expected at most one"),
            ("{{script}}", "{{binary}}", 7, "the project shell/greeter has no variable 'binary'"),
            ("[package, release]", "[shipping]", 15, "no step is called 'shipping'"),
            ("languages: [shell]", "languages: [cobol]", 2, "no project is written in 'cobol'"),
            ("projects: []", "projects: [stranger]", 3, "applies to no project"),
            ("phrases: [copy the script]", "phrases: copy the script", 5, "'phrases' to be a list"),
            ("environment: {}", "environment: {", 15, "not YAML"),
            ("prepare: []", "choices: {copy: [one]}\n  prepare: []", 6, "'copy' to have at least 2 items"),
            ("prepare: []", "choices: {copy: [one, '{{binary}}']}\n  prepare: []", 6, "has no variable 'binary'"),
            ("prepare: []", "choices: {script: [one, two]}\n  prepare: []", 6, "'script' is also a variable of the project shell/greeter"),
            ("prepare: []", "nouns: [a copy]\n  prepare: []", 6, "'nouns' to have at least 2 items"),
        ])
    func commandMistakes(text: String, mistake: String, line: Int, message: String) throws {
        var files = TemporaryCatalog.shell
        let changed = TemporaryCatalog.command.replacing(text, with: mistake)
        #expect(changed != TemporaryCatalog.command, "the test replaces nothing")
        files["commands/shell.yaml"] = changed
        try expectMistake(in: files, file: "commands/shell.yaml", line: line, message: message)
    }

    @Test(
        "a project that does not hold what it declares is refused",
        arguments: [
            ("name: greeter", "name: greeting", 1, "expected 'greeter'"),
            ("lockfile: null", "lockfile: uv.lock", 5, "witness does not know 'uv.lock'"),
            ("lockfile: null", "lockfile: go.sum", 5, "there is no files/go.sum"),
            ("maven: false", "maven: true", 6, "files/pom.xml does not exist"),
        ])
    func projectMistakes(text: String, mistake: String, line: Int, message: String) throws {
        var files = TemporaryCatalog.shell
        let name = "projects/shell/greeter/project.yaml"
        files[name] = files[name]?.replacing(text, with: mistake)
        try expectMistake(in: files, file: name, line: line, message: message)
    }

    @Test(
        "a Rego rule in a dialect that one of witness's two parsers refuses, or that proves nothing, is refused",
        arguments: [
            ("import rego.v1", "import future.keywords", 9, "no other dialect both"),
            ("deny contains msg if", "deny[msg]", 9, "no other dialect both"),
            ("input.branch != \"{{demanded}}\"", "input.branch != \"main\"", 9, "expected '{{demanded}}'"),
            ("denial: no", "denial: no {{secret}}", 18, "an example has no 'secret'"),
            ("attestor: git", "attestor: got", 2, "'got' is no attestor"),
        ])
    func regoMistakes(text: String, mistake: String, line: Int, message: String) throws {
        let rule = """
            id: mine
            attestor: git
            weight: 1
            variants:
              - id: branch
                names: [branch]
                demanded: main
                refused: other
                module: |
                  package {{package}}

                  import rego.v1

                  deny contains msg if {
                      input.branch != "{{demanded}}"
                      msg := "no"
                  }
                denial: no
                requirements: [the branch is main, it is main]
            """
        let catalog = try TemporaryCatalog.with(["rego/mine.yaml": rule]) { try Catalog.load(directories: [$0]) }
        #expect(catalog.regoKind("mine") != nil)
        try expectMistake(in: ["rego/mine.yaml": rule.replacing(text, with: mistake)], file: "rego/mine.yaml", line: line, message: message)
    }

    @Test(
        "a signer whose keys could not be used is refused",
        arguments: [
            ("-out {{privateKey}}", "-out key.pem", 5, "write '{{privateKey}}', once"),
            ("-genkey", "-genkey -pass file:{{passphraseFile}}", 5, "all or none of them to read '{{passphraseFile}}'"),
            ("weight: 2", "weight: 0", 4, "to be at least 1"),
            ("weight: 2", "certified: perhaps", 4, "'certified' to be true or false"),
        ])
    func signerMistakes(text: String, mistake: String, line: Int, message: String) throws {
        let axes = """
            signers:
              - id: mine
                phrase: P-256
                weight: 2
                generate: ["openssl genpkey -algorithm EC -out {{privateKey}}", "openssl ecparam -genkey -out {{privateKey}}"]
            """
        let catalog = try TemporaryCatalog.with(["axes.yaml": axes]) { try Catalog.load(directories: [$0]) }
        #expect(catalog.signer("mine")?.weight == 2)
        try expectMistake(in: ["axes.yaml": axes.replacing(text, with: mistake)], file: "axes.yaml", line: line, message: message)
    }

    @Test("a follow-up may name the artifact and what the steps before made, and nothing that only some projects have")
    func followUpMistake() throws {
        let followUp = "- {id: copy, step_names: [copy], run: 'cp {{artifact}} copy.bin', output: copy.bin}"
        let catalog = try TemporaryCatalog.with(["follow-ups.yaml": followUp]) { try Catalog.load(directories: [$0]) }
        #expect(catalog.followUps.contains { $0.id == "copy" })
        try expectMistake(
            in: ["follow-ups.yaml": followUp.replacing("artifact", with: "binary")], file: "follow-ups.yaml", line: 1,
            message: "a follow-up has no 'binary'")
    }

    @Test("a directory that does not exist is one clear error")
    func missingDirectory() throws {
        let error = #expect(throws: CatalogError.self) { try Catalog.load(directories: ["/no/such/catalog"]) }
        #expect(error?.description == "/no/such/catalog: no such catalog directory")
    }

    private func expectMistake(in files: [String: String], file: String, line: Int, message: String) throws {
        try TemporaryCatalog.with(files) { path in
            let error = try #require(throws: CatalogError.self) { try Catalog.load(directories: [path]) }
            #expect(error.mistakes.contains { $0.line == line && $0.message.contains(message) }, "\(error)")
            #expect(error.mistakes.allSatisfy { $0.file == path.string + "/" + file }, "\(error)")
        }
    }
}
