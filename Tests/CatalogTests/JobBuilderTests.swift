import Foundation
import Orchestrator
import SystemPackage
import Testing
import Witness

@testable import Catalog

@Suite("Jobs and rows")
struct JobBuilderTests {
    private static let examples = Result {
        let catalog = try Catalog.load()
        let plan = try Plan(seed: 3, catalog: catalog)
        let builder = JobBuilder(catalog: catalog, imageDigest: "sha256:0")
        return try (0..<200).map { index in
            let specification = plan.specification(at: index)
            let planned = try builder.plannedJob(for: specification)
            return (specification, planned, try JSONDecoder().decode(PlannedExample.self, from: Data(planned.specification)).row)
        }
    }

    @Test("every block of every answer stands in it and is carried out exactly as shown, in the order shown")
    func shownIsRun() throws {
        let catalog = try Catalog.load()
        for (specification, planned, row) in try Self.examples.get() {
            let task = try #require(TaskTypes.named(specification.task))
            let exercise = try task.exercise(at: Workbench(ExampleScene(specification, catalog: catalog)))
            let answers = row.messages.filter { $0.role == .assistant }.map(\.content)
            #expect(answers.count == exercise.turns.count, "\(planned.id)")
            var codes = planned.job.steps.compactMap(code)[...]
            for (turn, answer) in zip(exercise.turns, answers) {
                for block in turn.blocks {
                    #expect(answer.contains(block.code), "\(planned.id): an answer lacks a block")
                    let position = try #require(codes.firstIndex(of: block.code), "\(planned.id): not carried out: \(block.code)")
                    codes = codes[(position + 1)...]
                }
            }
        }
    }

    @Test("a conversation starts with the system's message and then takes turns, the last of which is the assistant's")
    func turns() throws {
        for (_, planned, row) in try Self.examples.get() {
            let roles = row.messages.map(\.role)
            #expect(roles.count % 2 == 1 && roles[0] == .system, "\(planned.id)")
            #expect(roles.dropFirst().enumerated().allSatisfy { $1 == ($0 % 2 == 0 ? .user : .assistant) }, "\(planned.id)")
        }
    }

    @Test("every example has at least three controls, each with a reason, and one for each Rego kind")
    func controls() throws {
        var kinds: Set<String> = []
        for (specification, planned, _) in try Self.examples.get() {
            let controls = planned.job.steps.filter { $0.name.hasPrefix("control-") }
            #expect(controls.count >= 3)
            #expect(controls.count { $0.name.hasPrefix("control-rego-") } == specification.rego.count)
            #expect(controls.allSatisfy { $0.expectation.exit == .code(1) && !$0.expectation.standardErrorContains.isEmpty })
            #expect(Set(planned.job.steps.map(\.name)).count == planned.job.steps.count, "step names repeat in \(planned.id)")
            kinds.formUnion(controls.map(\.name).filter { !$0.hasPrefix("control-rego-") })
        }
        let general = (Control.allCases.map(\.rawValue) + TokenControl.allCases.map(\.rawValue)).map { "control-\($0)" }
        #expect(kinds.isSuperset(of: general), "some controls never occur")
    }

    @Test("where an authority certifies the signer, the policy names root and common name and no key, and a control denies another of either")
    func certificates() throws {
        var seen = 0
        for (specification, planned, row) in try Self.examples.get() {
            let isCertified = specification.signer.hasPrefix("x509")
            let scripts = planned.job.steps.filter { !$0.name.hasPrefix("control-") }.flatMap(\.arguments)
            #expect(scripts.contains { $0.contains("\"certConstraint\": {") } == isCertified, "\(planned.id)")
            #expect(scripts.contains { $0.contains("\"publickeyid\": ") } != isCertified, "\(planned.id)")
            #expect(
                scripts.contains { $0.contains("--signer-file-cert-path") || $0.contains("signer-file-cert-path: ") } == isCertified, "\(planned.id)")
            guard isCertified else { continue }
            seen += 1
            let controls = Set(planned.job.steps.map(\.name))
            #expect(!controls.isDisjoint(with: ["control-foreign-functionary", "control-unknown-key"]), "\(planned.id)")
            #expect(row.messages[0].content.contains("root.pem"), "\(planned.id)")
        }
        #expect(seen > 5)
    }

    @Test("an encrypted key is never used without its passphrase, of which the conversation says the file and not the text")
    func passphrases() throws {
        var seen = 0
        for (specification, planned, row) in try Self.examples.get() where specification.signer.hasPrefix("encrypted") {
            seen += 1
            let setUp = try #require(planned.job.steps.first { $0.name == "prepare-signer" }).arguments.last ?? ""
            let match = try #require(setUp.firstMatch(of: /printf '%s\\n' ([a-z0-9]+) > (\S+)/))
            #expect(row.messages[0].content.contains(match.output.2), "\(planned.id)")
            #expect(!row.messages.contains { $0.content.contains(match.output.1) }, "\(planned.id)")
            let scripts = planned.job.steps.flatMap(\.arguments).filter { $0.contains("witness sign ") || $0.contains("openssl pkey ") }
            for script in scripts where !script.contains("$changed.key") {
                #expect(script.contains(match.output.2), "\(planned.id): \(script)")
            }
        }
        #expect(seen > 5)
    }

    @Test("the collection is checked for exactly the attestors that the row names")
    func collection() throws {
        for (specification, planned, row) in try Self.examples.get() {
            let check = try #require(planned.job.steps.first { $0.name == "collection-check" })
            let position = try #require(check.arguments.firstIndex(of: "types"))
            let types = try JSONDecoder().decode([String].self, from: Data(check.arguments[position + 1].utf8))
            #expect(types.count == row.metadata.attestors.count && types == types.sorted(), "\(planned.id)")
            for attestor in specification.attestors + Attestor.alwaysOn {
                #expect(types.contains { attestor.predicateTypes.contains($0) }, "\(planned.id) \(attestor)")
            }
        }
    }

    @Test("nothing that witness reads or writes for itself lies in the tree that it attests")
    func layout() throws {
        for (_, planned, _) in try Self.examples.get() {
            let evidence = try JSONDecoder().decode(PlannedExample.self, from: Data(planned.specification)).evidence
            let parent = FilePath(planned.job.workingDirectory).removingLastComponent().string
            for path in evidence.attestations + [evidence.policy, evidence.signedPolicy, evidence.publicKey] {
                #expect(path.hasPrefix(parent + "/") && !path.hasPrefix(planned.job.workingDirectory + "/"), "\(path)")
            }
            #expect(evidence.artifact.hasPrefix(planned.job.workingDirectory + "/"))
            #expect(planned.job.outputs == evidence.allPaths)
            #expect(!evidence.allPaths.contains { $0.contains("..") || $0.hasSuffix(".key") || $0.hasSuffix(".pem") && !$0.hasSuffix("pub.pem") })
        }
    }

    @Test("no row shows a key, digest or other string that nobody could predict")
    func predictable() throws {
        for (_, planned, row) in try Self.examples.get() {
            for message in row.messages {
                #expect(message.content.firstMatch(of: /[0-9a-f]{32}|[A-Za-z0-9+]{44}/) == nil, "\(planned.id)")
            }
        }
    }

    @Test("the same specification gives the same job and row, byte for byte; other examples give others")
    func determinism() throws {
        let examples = try Self.examples.get()
        let catalog = try Catalog.load()
        let builder = JobBuilder(catalog: catalog, imageDigest: "sha256:0")
        for (specification, planned, _) in examples.prefix(20) {
            #expect(try builder.plannedJob(for: specification) == planned)
        }
        #expect(try Set(examples.map { try JobKey(of: $0.1.job).description }).count == examples.count)
        #expect(Set(examples.map { $0.2.messages }).count == examples.count)
        let other = JobBuilder(catalog: catalog, imageDigest: "sha256:1")
        #expect(try JobKey(of: other.plannedJob(for: examples[0].0).job) != JobKey(of: examples[0].1.job))
    }

    @Test("every text that jq, the shell and Rego read is well formed")
    func wellFormed() throws {
        for (_, planned, _) in try Self.examples.get() {
            for step in planned.job.steps {
                #expect(!step.arguments.contains { $0.contains("{{") }, "\(planned.id) \(step.name) has an unfilled place")
            }
        }
    }

    /// The text that the step carries out: a shell block, or the content of a file.
    private func code(of step: Step) -> String? {
        switch step.arguments.first {
        case "bash": step.arguments.last
        case "sh" where step.arguments.count == 6: step.arguments[4]
        default: nil
        }
    }
}
