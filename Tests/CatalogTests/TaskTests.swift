import Foundation
import Orchestrator
import Testing
import Witness

@testable import Catalog

@Suite("Tasks")
struct TaskTests {
    private static let catalog = Result { try Catalog.load() }
    private static let plan = Result { try Plan(seed: 11, catalog: catalog.get()) }

    /// The first rows of a task among those of a plan.
    private func specifications(of task: String, count: Int) throws -> [ExampleSpecification] {
        let plan = try Self.plan.get()
        return Array((0..<8000).lazy.map(plan.specification).filter { $0.task == task }.prefix(count))
    }

    private func examples(of task: String, count: Int) throws -> [(planned: PlannedJob, row: TrainingRow)] {
        let builder = JobBuilder(catalog: try Self.catalog.get(), imageDigest: "sha256:0")
        return try specifications(of: task, count: count).map { specification in
            let planned = try builder.plannedJob(for: specification)
            return (planned, try JSONDecoder().decode(PlannedExample.self, from: Data(planned.specification)).row)
        }
    }

    @Test("every type of task has a name of its own and is drawn")
    func drawn() throws {
        #expect(Set(TaskTypes.all.map(\.name)).count == TaskTypes.all.count)
        for type in TaskTypes.all {
            #expect(try specifications(of: type.name, count: 3).count == 3, "\(type.name)")
        }
    }

    @Test(
        "what a user pastes was run: every command by a step, every line that witness printed by what the step must print",
        arguments: TaskTypes.all.map(\.name))
    func pasted(task: String) throws {
        for (planned, row) in try examples(of: task, count: 8) {
            let scripts = planned.job.steps.flatMap(\.arguments)
            let printed = planned.job.steps.flatMap { $0.expectation.standardErrorContains + $0.expectation.standardOutputContains }
            for message in row.messages where message.role == .user {
                for session in message.content.split(separator: "```text\n").dropFirst() {
                    let text = session.prefix(upTo: session.range(of: "\n```")?.lowerBound ?? session.endIndex)
                    for line in text.split(separator: "\n") where line.hasPrefix("level=") {
                        let quoted = line.hasSuffix("…") ? line.dropLast() : line
                        #expect(printed.contains { $0.contains(quoted) }, "\(planned.id): nothing proves \(line)")
                    }
                    for line in text.split(separator: "\n") where line.hasPrefix("$ ") {
                        #expect(scripts.contains { $0.contains(line.dropFirst(2)) }, "\(planned.id): not run: \(line)")
                    }
                }
            }
        }
    }

    @Test(
        "a mistake that an answer quotes witness on is refused in these words before the right call is carried out",
        arguments: ["spot-the-mistake", "ask-back"])
    func refused(task: String) throws {
        for (planned, row) in try examples(of: task, count: 10) {
            let refusals = planned.job.steps.filter { $0.name == "shown" }
            #expect(refusals.count == 1 && refusals.allSatisfy { $0.expectation.exit == .code(1) }, "\(planned.id)")
            let quoted = try #require(refusals.first?.expectation.standardErrorContains.first).replacing("\\\"", with: "\"")
            let answer = try #require(row.messages.first { $0.role == .assistant }).content
            #expect(answer.contains(quoted), "\(planned.id): \(quoted)")
        }
    }

    @Test(
        "every kind of fault comes up",
        arguments: [
            "debug-verify", "spot-the-mistake", "tampering-explained", "ask-back", "ci-pipeline", "multi-step", "key-rotation",
            "sbom", "findings", "offline", "flags",
        ])
    func variants(task: String) throws {
        let type = try #require(TaskTypes.named(task))
        let catalog = try Self.catalog.get()
        var seen: Set<String> = []
        for specification in try specifications(of: task, count: 400) where seen.count < type.vocabulary.variants.count {
            let bench = try Workbench(ExampleScene(specification, catalog: catalog))
            if let variant = try type.exercise(at: bench).variant { seen.insert(variant) }
        }
        #expect(seen == type.vocabulary.variants)
    }

    @Test("in a dialogue of repairs every mend but the last meets the next refusal, and the last passes")
    func dialogue() throws {
        for (planned, row) in try examples(of: "multi-turn-repair", count: 8) {
            let answers = row.messages.count { $0.role == .assistant }
            let verifications = planned.job.steps.filter { $0.name.hasPrefix("verify") }
            #expect(answers >= 2 && verifications.count == answers, "\(planned.id)")
            #expect(verifications.dropLast().allSatisfy { $0.expectation.exit == .code(1) }, "\(planned.id)")
            #expect(verifications.last?.expectation.exit == .success, "\(planned.id)")
        }
    }

    @Test("for the smallest set of attestors, leaving out any one is shown to fail")
    func minimal() throws {
        for (planned, row) in try examples(of: "minimal-attestors", count: 6) {
            let left = planned.job.steps.compactMap {
                $0.name.hasPrefix("control-without-") ? String($0.name.dropFirst("control-without-".count)) : nil
            }
            #expect(left.sorted() == row.metadata.attestors.filter { !["command-run", "material", "product"].contains($0) }, "\(planned.id)")
        }
    }

    @Test("a pipeline file that is asked for is the answer, is in the repository, and differs from what the question shows")
    func pipelineFiles() throws {
        for (planned, row) in try examples(of: "ci-pipeline", count: 40) {
            let evidence = try JSONDecoder().decode(PlannedExample.self, from: Data(planned.specification)).evidence
            let path = try #require(evidence.pipelineFile, "\(planned.id): \(row.metadata.ci) keeps no file")
            let file = try #require(planned.job.files.first { $0.path == path })
            let text = String(decoding: file.content, as: UTF8.self)
            #expect(row.messages[2].content.contains(text) && !row.messages[1].content.contains(text), "\(planned.id)")
            let (names, variant) = (planned.job.steps.map(\.name), row.metadata.variant)
            #expect(names.contains("pipeline-check"), "\(planned.id)")
            #expect(names.contains("given-check") == (variant == "pipelineBare"), "\(planned.id)")
            let denied = planned.job.steps.first { $0.name == "denied" }
            #expect((denied?.expectation.exit == .code(1)) == (variant == "pipelineDenied"), "\(planned.id)")
        }
    }

    @Test("of several steps, each is attested and verified by itself, and an edit between two is shown to be refused for the edit alone")
    func chain() throws {
        for (planned, row) in try examples(of: "multi-step", count: 12) {
            let count = try #require(["twoSteps": 2, "threeSteps": 3, "fourSteps": 4, "fiveSteps": 5][row.metadata.variant])
            let runs = planned.job.steps.filter { $0.name.hasPrefix("run") }
            #expect(runs.count == count, "\(planned.id)")
            let evidence = try JSONDecoder().decode(PlannedExample.self, from: Data(planned.specification)).evidence
            #expect(Set(evidence.attestations).count == count, "\(planned.id)")
            let verify = try #require(planned.job.steps.first { $0.name == "verify" }?.arguments.last)
            for path in evidence.attestations {
                #expect(verify.contains(path.split(separator: "/").last ?? ""), "\(planned.id): \(path)")
            }
            let sharesCommit = row.metadata.attestors.contains("git")
            #expect(verify.components(separatedBy: "sha256sum").count == (sharesCommit ? 1 : count), "\(planned.id)")
            #expect(planned.job.steps.contains { $0.name == "control-digests-left-out" } != sharesCommit, "\(planned.id)")
            #expect((evidence.subjects ?? []).count == (sharesCommit ? 0 : count - 1), "\(planned.id)")
            let answer = try #require(row.messages.last?.content)
            #expect(answer.components(separatedBy: "\"artifactsFrom\": [").count == count, "\(planned.id)")
            let edited = try #require(planned.job.steps.first { $0.name == "control-edited-between" })
            #expect(edited.expectation.exit == .code(1), "\(planned.id)")
            #expect(
                edited.expectation.standardErrorContains.contains(
                    "failed to verify artifacts: [mismatched digests for \(artifact(of: evidence, in: planned))]"))
            #expect(planned.job.steps.contains { $0.name == "control-step-left-out" && $0.expectation.exit == .code(1) }, "\(planned.id)")
        }
    }

    @Test("a later step does not pack what is packed: xz refuses a file that ends in .xz")
    func packedOnce() throws {
        for (planned, _) in try examples(of: "multi-step", count: 60) {
            for words in planned.job.steps.compactMap(\.arguments.last) {
                guard let file = words.firstMatch(of: /(?:xz -6kf|gzip -9knf) (\S+)/)?.output.1 else { continue }
                #expect(![".gz", ".tgz", ".xz", ".zip"].contains(where: file.hasSuffix), "\(planned.id): \(file)")
            }
        }
    }

    private func artifact(of evidence: ExampleEvidence, in planned: PlannedJob) -> Substring {
        evidence.artifact.dropFirst(planned.job.workingDirectory.count + 1)
    }

    @Test("of two keys, what either signed is verified while the policy holds both, and refused once it does not")
    func rotation() throws {
        for (planned, row) in try examples(of: "key-rotation", count: 12) {
            let isRetired = row.metadata.variant == "retired"
            let earlier = try #require(planned.job.steps.first { $0.name == "earlier-run" }?.arguments.last)
            let attestation = try #require(earlier.firstMatch(of: /cp \$changed (\S+)/)?.output.1)
            let other = planned.job.steps.filter { $0.name != "earlier-run" && $0.arguments.last?.contains(attestation) == true }
            let refused = other.filter { $0.expectation.exit == .code(1) }
            #expect(other.count == 2 && refused.count == 1 && refused.first?.name == other.last?.name, "\(planned.id)")
            #expect(refused.first?.name.hasPrefix("control-") == !isRetired, "\(planned.id)")
            #expect(planned.job.steps.contains { $0.name == "verify" && $0.expectation.exit == .success }, "\(planned.id)")
        }
    }

    @Test("a bill of materials is demanded by its own type, and the attestor's name in its place is shown to be refused")
    func billsOfMaterials() throws {
        for (planned, row) in try examples(of: "sbom", count: 12) {
            #expect(row.metadata.sbom != "none" && row.metadata.attestors.contains("sbom"), "\(planned.id)")
            let control = try #require(planned.job.steps.first { $0.name == "control-sbom-type" })
            #expect(control.expectation.exit == .code(1), "\(planned.id)")
            let type = row.metadata.sbom.hasSuffix("spdx") ? "https://spdx.dev/Document" : "https://cyclonedx.org/bom"
            #expect(row.messages[2].content.contains(type), "\(planned.id)")
            let readsBack = planned.job.steps.contains { $0.name == "sbom-same" }
            #expect(readsBack == (row.metadata.variant == "sbomReadBack"), "\(planned.id)")
        }
    }

    @Test("every language has a bill of materials in both formats")
    func formats() throws {
        let catalog = try Self.catalog.get()
        for language in catalog.languages {
            let formats = catalog.commands.filter { $0.languages.contains(language) }.compactMap { $0.sbom?.sbomFormat }
            #expect(Set(formats) == Set(SBOMFormat.allCases), "\(language)")
        }
    }

    @Test("a leak is denied in the words that the question quotes; the answer runs the command without it and passes")
    func leaks() throws {
        for (planned, row) in try examples(of: "findings", count: 12) {
            let leak = try #require(Leak(rawValue: row.metadata.variant))
            #expect(row.metadata.rego == ["secretscan"] && row.metadata.attestors.contains("secretscan"), "\(planned.id)")
            #expect(row.messages[1].content.contains(leak.command), "\(planned.id)")
            #expect(!row.messages[2].content.contains(leak.command) && row.messages[2].content.contains(leak.file), "\(planned.id)")
            let shown = planned.job.steps.filter { $0.name.hasPrefix("shown") }.map(\.expectation)
            #expect(shown.map(\.exit) == [.success, .code(1), .success], "\(planned.id)")
            #expect(shown[1].standardErrorContains.contains { $0.contains("secrets in products: 1, allowed are 0") }, "\(planned.id)")
            #expect(shown[2].standardOutputContains == ["\(leak.rule) product:\(leak.file)\n"], "\(planned.id)")
            #expect(planned.job.steps.last { $0.name == "verify" }?.expectation.exit == .success, "\(planned.id)")
        }
    }

    @Test("no token that a leak is made of looks like a real one in a row")
    func tokens() throws {
        for (planned, row) in try examples(of: "findings", count: 12) {
            #expect(row.messages.allSatisfy { $0.content.firstMatch(of: /ghp_|npm_[A-Za-z0-9]{8}|AKIA/) == nil }, "\(planned.id)")
        }
    }

    @Test("without a network no answer asks a server, and it takes place where no attestor does")
    func offline() throws {
        for (planned, row) in try examples(of: "offline", count: 24) {
            #expect(["none", "jenkins"].contains(row.metadata.ci), "\(planned.id)")
            #expect(planned.job.steps.contains { $0.name == "offline" } && planned.job.services.isEmpty, "\(planned.id)")
            let calls = row.messages[2].content.split(separator: "```", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
                .map(\.element)
            for flag in ["--enable-archivista", "--timestamp-servers", "--signer-vault"] {
                #expect(
                    calls.allSatisfy { call in !call.split(separator: "\n").contains { $0.contains(flag) && !$0.hasPrefix("#") } }, "\(planned.id)")
            }
            let asked = planned.job.steps.first { $0.name == "shown" && $0.expectation.exit == .code(1) }
            #expect((asked == nil) == (row.metadata.variant == "wholeWayOffline"), "\(planned.id)")
        }
    }

    @Test("two runs that differ in the flag alone show its effect, and the help has it before the answer does")
    func flags() throws {
        for (planned, row) in try examples(of: "flags", count: 16) {
            let flag = try #require(RunFlag(rawValue: row.metadata.variant))
            let step = { (name: String) in try #require(planned.job.steps.first { $0.name == name }, "\(planned.id): \(name)") }
            let (without, with) = (try step("flag-without"), try step("flag-with"))
            #expect(without.expectation != with.expectation, "\(planned.id)")
            let scripts = [without, with].compactMap(\.arguments.last)
            #expect(!scripts[0].contains("--\(flag.name)") && scripts[1].contains("--\(flag.name)"), "\(planned.id)")
            #expect(try step("flag-help").arguments.last?.contains(flag.name) == true, "\(planned.id)")
            #expect(row.messages[2].content.contains("--\(flag.name)"), "\(planned.id)")
            let run = try step("run")
            #expect(run.arguments.last?.contains("--\(flag.name)") == true, "\(planned.id)")
        }
    }

    @Test("slots that several types share are of one kind")
    func sharedSlots() {
        var kinds: [String: GrammarVocabulary.Slot] = [:]
        for type in TaskTypes.all {
            for (name, slot) in type.vocabulary.slots {
                #expect(kinds.updateValue(slot, forKey: name).map { $0 == slot } ?? true, "\(name) of \(type.name)")
            }
        }
    }
}
