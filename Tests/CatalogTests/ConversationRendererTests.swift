import Catalog
import Foundation
import SystemPackage
import TestSupport
import Testing

@Suite("Conversations") struct ConversationRendererTests {
    private static let renderer = Result { try ConversationRenderer() }

    private func render(task: String = "full-pipeline", seed: UInt64, with renderer: ConversationRenderer? = nil) throws -> (
        ConversationSlots, RenderedConversation
    ) {
        let slots = try ConversationSamples.slots(seed: seed)
        let renderer = try renderer ?? Self.renderer.get()
        let turns = [ConversationTurn(blocks: ConversationSamples.blocks(for: slots))]
        return (slots, try renderer.render(task: task, slots: slots, turns: turns, seed: seed))
    }

    @Test("The same arguments give the same bytes, also in another renderer")
    func determinism() throws {
        let other = try ConversationRenderer()
        for seed in UInt64(0)..<100 {
            #expect(try render(seed: seed).1 == render(seed: seed, with: other).1)
        }
    }

    @Test("A question or its system message states every fact that is not a default", arguments: ["full-pipeline", "run-command", "policy"])
    func facts(task: String) throws {
        for seed in UInt64(0)..<1000 {
            let (slots, made) = try render(task: task, seed: seed)
            let question = made.messages[1].content
            let said = made.messages[0].content + question
            let states = { (name: String) in slots.values[name].map { said.localizedStandardContains($0) } ?? true }
            #expect(states("stepName") && states("keyFile") && states("attestationFile") && states("policyExpires"))
            #expect(states("policyFile") && states("signedPolicyFile") && states("publicKeyFile") && states("exportedVariable"))
            if task != "policy" {
                #expect(slots.values["commandLine"].map(question.contains) == true, "\(question)")
                #expect(states("ci") || states("ciPhrase"))
                #expect(slots.flags.contains("defaultSigner") || states("signer") || states("signerPhrase"), "\(question)")
            }
            if task != "run-command" {
                #expect(slots.values["artifact"].map(question.contains) == true, "\(question)")
                for requirement in slots.lists["regoRequirements"] ?? [] {
                    #expect(question.localizedCaseInsensitiveContains(requirement), "\(question)")
                }
            }
        }
    }

    @Test("Code of the answer stands in it exactly as it was executed")
    func code() throws {
        for seed in UInt64(0)..<300 {
            let (slots, made) = try render(seed: seed)
            for block in ConversationSamples.blocks(for: slots) {
                #expect(made.messages[2].content.contains("\n\(block.code)\n"))
            }
        }
    }

    @Test("A Rego or JSON block is fenced by its language and never put in a script")
    func otherLanguages() throws {
        let slots = try ConversationSamples.slots(seed: 1)
        let blocks = ConversationSamples.blocks(for: slots) + [AnswerBlock(kind: .policy, code: "package a # ```", language: .rego)]
        for seed in UInt64(0)..<100 {
            let made = try Self.renderer.get().render(task: "full-pipeline", slots: slots, turns: [ConversationTurn(blocks: blocks)], seed: seed)
            #expect(made.messages[2].content.contains("````rego\npackage a # ```\n````"))
        }
    }

    @Test("Questions differ in frame, wording and length, and read as English")
    func diversity() throws {
        var questions: Set<String> = []
        var questionFrames: [String: Int] = [:]
        var answerFrames: Set<String> = []
        var sixGrams: [String: Set<UInt64>] = [:]
        let count = 2000
        for seed in 0..<UInt64(count) {
            let (slots, made) = try render(seed: seed)
            let question = made.messages[1].content
            questions.insert(question.lowercased())
            questionFrames[made.questionFrame, default: 0] += 1
            answerFrames.insert(made.answerFrame)
            let words = question.split(whereSeparator: \.isWhitespace)
            if !(5...120).contains(words.count) { Issue.record("\(words.count) words: \(question)") }

            var prose = question
            for value in (Array(slots.values.values) + slots.lists.values.joined()).sorted(by: { $0.count > $1.count }) {
                prose = prose.replacing(value, with: "X")
            }
            for wrong in ["{", "}", " ,", " . ", "..", ".?", "?.", ":.", ",.", "a  "]
            where prose.contains(wrong) && made.questionFrame != "chat-fragments" {
                Issue.record("'\(wrong)' in \(made.questionFrame): \(question)")
            }
            let literal = prose.lowercased().split(whereSeparator: \.isWhitespace).filter { $0.contains { $0.isLetter && $0 != "x" } }
            for start in literal.indices.dropLast(5) {
                sixGrams[literal[start..<start + 6].joined(separator: " "), default: []].insert(seed)
            }
        }
        #expect(questions.count == count)
        #expect(questionFrames.count >= 100)
        #expect((questionFrames.values.max() ?? 0) <= count / 50)
        #expect(answerFrames.count >= 6)
        let frequent = sixGrams.filter { $0.value.count > count / 50 }.keys.sorted()
        #expect(frequent.isEmpty)
    }

    @Test("The catalog is wide: hundreds of productions, and at least six descriptions of each attestor that can be drawn")
    func width() throws {
        let renderer = try Self.renderer.get()
        #expect(renderer.productionCount >= 600)
        #expect(Set(renderer.attestors).isSuperset(of: ConversationSamples.attestors))
        #expect(Set(renderer.tasks).isSuperset(of: ["full-pipeline", "policy", "run-command"]))
    }

    @Test("A user's files add frames, words and attestors")
    func userCatalog() throws {
        let directory = try TemporaryDirectory()
        let frame = """
            rules:
              question.full-pipeline:
                - {id: mine, weight: 1000, text: "Mine: ({s-run} & {s-attest} & {s-artifact} & {s-key} & {s-rego} & {s-ci})"}
            """
        let file = try directory.write(frame.utf8, to: "questions/mine.yaml")
        let renderer = try ConversationRenderer(catalogDirectories: [directory.path])
        let mine = try (0..<50).filter { try render(seed: $0, with: renderer).1.questionFrame == "mine" }
        #expect(mine.count > 30)

        try directory.write(frame.replacing("& {s-key}", with: "").utf8, to: "questions/mine.yaml")
        let error = try #require(throws: CatalogError.self) { _ = try ConversationRenderer(catalogDirectories: [directory.path]) }
        #expect(error.mistakes.map(\.line) == [3])
        #expect(error.description.hasPrefix(file.string) && error.description.contains("'mine' can leave out the"))
    }

    @Test(
        "Slots that contradict the vocabulary are refused",
        arguments: [
            ("missing-slot", { @Sendable (slots: inout ConversationSlots) in slots.values["stepName"] = nil }),
            ("missing-slot", { slots in slots.values["stepName"] = "" }),
            ("missing-slot", { slots in slots.lists["attestorNames"] = [] }),
            (
                "surplus-slot",
                { slots in
                    slots.flags.remove("ci"); slots.values["ci"] = "jenkins"
                }
            ),
            ("unknown-slot", { slots in slots.values["stepname"] = "x" }),
            ("unknown-flag", { slots in slots.flags.insert("regot") }),
            ("default-signer", { slots in slots.flags.formSymmetricDifference(["defaultSigner"]) }),
            ("unknown-attestor", { slots in slots.lists["attestorNames"] = ["gti"] }),
        ] as [(String, @Sendable (inout ConversationSlots) -> Void)])
    func badSlots(code: String, change: @Sendable (inout ConversationSlots) -> Void) throws {
        var slots = try ConversationSamples.slots(seed: 4)
        change(&slots)
        let error = try #require(throws: ConversationError.self) {
            _ = try Self.renderer.get().render(task: "full-pipeline", slots: slots, turns: [ConversationTurn()], seed: 1)
        }
        #expect(error.code == code)
    }

    @Test("An unknown task is refused, and the known ones are named")
    func unknownTask() throws {
        let error = try #require(throws: ConversationError.self) {
            _ = try Self.renderer.get().render(task: "full-pipelin", slots: ConversationSamples.slots(seed: 1), turns: [ConversationTurn()], seed: 1)
        }
        #expect(error.code == "unknown-task")
        #expect(error.description.contains("full-pipeline"))
    }
}
