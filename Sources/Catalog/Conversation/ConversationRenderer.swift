import Foundation
import SystemPackage

/// Turns the facts and the executed blocks of an example into a conversation.
///
/// Questions, answers and the words for each attestor are grammar files: `attestors.yaml`, `questions/*.yaml` and `answers/*.yaml` of
/// the built-in catalog and of the user's. A task is a pair of rules, `question.TASK` and `answer.TASK`, whose productions are the frames.
public struct ConversationRenderer: Sendable {
    private let grammar: Grammar

    /// Reads and proves the built-in grammar together with that of each directory that has any.
    /// - Throws: ``CatalogError`` with all mistakes, each with file and line.
    public init(catalogDirectories: [FilePath] = []) throws {
        let log = MistakeLog<CatalogMistake>()
        self.init(catalogDirectories: catalogDirectories, log: log)
        guard log.mistakes.isEmpty else { throw CatalogError(mistakes: log.mistakes) }
    }

    /// The same, with the mistakes noted; where there is any, the renderer is not to be used.
    init(catalogDirectories: [FilePath], log: MistakeLog<CatalogMistake>) {
        let mistakes = MistakeLog<GrammarError>()
        grammar = GrammarLoader.load(
            catalogs: ([Catalog.builtIn] + catalogDirectories).map(Self.grammarFiles),
            entryPoints: Set(["system"] + AnswerBlock.Kind.allCases.map(Self.titleRule)),
            frameRoots: TaskTypes.rules,
            log: mistakes)
        for mistake in mistakes.mistakes {
            log.note(CatalogMistake(file: mistake.position.file, line: mistake.position.line, message: "\(mistake.cause); expected \(mistake.mend)"))
        }
    }

    /// The tasks, sorted; each has both questions and answers.
    public var tasks: [String] {
        TaskTypes.all.map(\.name).sorted()
    }

    /// The attestors that the catalog has words for, sorted.
    public var attestors: [String] {
        let suffix = "." + GrammarAttestorWords.names.rawValue
        return grammar.rules.keys.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
    }

    /// How many productions the rules have together.
    public var productionCount: Int { grammar.productionCount }

    /// The conversation of one example: a pure function of its arguments and the catalog.
    /// - Parameters:
    ///   - task: one of `tasks`.
    ///   - slots: every slot of `GrammarVocabulary.given` that all tasks have and that has no flag or whose flag is set.
    ///   - turns: questions and answers in order, each with every slot that the task has of its own.
    ///   - seed: chooses frames and wording, nothing else.
    /// - Throws: `ConversationError` when the slots do not fit the vocabulary, or the catalog does not know a task or attestor.
    public func render(task: String, slots: ConversationSlots, turns: [ConversationTurn], seed: UInt64) throws -> RenderedConversation {
        guard TaskTypes.named(task) != nil else {
            throw ConversationError(
                code: "unknown-task", subject: task, cause: "no question and answer for it", mend: "one of \(tasks.joined(separator: ", "))")
        }
        for turn in turns { try check(slots.merging(turn.slots), task: task) }
        var slots = slots
        try deriveAttestorWords(&slots, seed: seed)

        var system = expansion(slots, seed: seed, purpose: "system")
        var conversation = RenderedConversation(
            messages: [ChatMessage(role: .system, content: try system.text(of: "system"))], questionFrame: "", answerFrame: "")
        for (index, turn) in turns.enumerated() {
            var here = slots.merging(turn.slots)
            if turn.blocks.allSatisfy({ $0.language == .bash }) { here.flags.insert("shellOnly") }
            let rule = turn.part.map { "\(task).\($0)" } ?? task
            let purpose = index == 0 ? "" : "turn-\(index + 1)-"
            let question = try question(of: rule, slots: here, seed: seed, purpose: purpose)
            let answer = try answer(of: rule, slots: here, blocks: turn.blocks, seed: seed, purpose: purpose)
            conversation.messages += [
                ChatMessage(role: .user, content: question.text), ChatMessage(role: .assistant, content: answer.text),
            ]
            if index == 0 { conversation.questionFrame = question.frame }
            conversation.answerFrame = answer.frame
        }
        return conversation
    }

    /// How long a question should be, in words between white space.
    private static let questionLength = 5...120

    /// The first of a few wordings that has a fit length, or else the shortest of them.
    private func question(
        of rule: String, slots: ConversationSlots, seed: UInt64, purpose: String
    ) throws(ConversationError) -> (text: String, frame: String) {
        var shortest: (text: String, frame: String, length: Int)?
        for attempt in 0..<8 {
            var expansion = expansion(slots, seed: seed, purpose: "\(purpose)question-\(attempt)")
            let frame = try expansion.choose(from: "question." + rule)
            let text = try expansion.text(of: frame, typos: isMisspelt(seed: seed))
            let length = Self.wordsOutsideFences(of: text)
            if Self.questionLength.contains(length) { return (text, frame.id ?? "") }
            if length < shortest?.length ?? .max { shortest = (text, frame.id ?? "", length) }
        }
        return shortest.map { ($0.text, $0.frame) } ?? ("", "")
    }

    /// How long a text is without the blocks of code that it shows.
    private static func wordsOutsideFences(of text: String) -> Int {
        var isFenced = false
        return text.split(separator: "\n").reduce(0) { count, line in
            if line.hasPrefix("```") { isFenced.toggle() }
            return isFenced || line.hasPrefix("```") ? count : count + line.split(whereSeparator: \.isWhitespace).count
        }
    }

    private func answer(
        of rule: String, slots: ConversationSlots, blocks: [AnswerBlock], seed: UInt64, purpose: String
    ) throws -> (text: String, frame: String) {
        var slots = slots
        var choice = expansion(slots, seed: seed, purpose: "\(purpose)answer")
        let frame = try choice.choose(from: "answer." + rule)
        if let layout = frame.block {
            let laidOut = try lay(out: blocks, by: layout, slots: slots, seed: seed, purpose: purpose)
            slots.values["blocks"] = laidOut
            slots.values["script"] = AnswerBlock(kind: .run, code: laidOut).fenced
        }
        var expansion = expansion(slots, seed: seed, purpose: "\(purpose)answer-text")
        return (try expansion.text(of: frame), frame.id ?? "")
    }

    private static func titleRule(_ kind: AnswerBlock.Kind) -> String {
        "title.\(kind.rawValue)"
    }

    /// The grammar files of a catalog directory, in the order of their names.
    private static func grammarFiles(in directory: FilePath) -> [FilePath] {
        let words = [directory.appending("attestors.yaml")].filter { FileManager.default.fileExists(atPath: $0.string) }
        return words
            + ["questions", "answers"].flatMap { folder in
                let folder = directory.appending(folder)
                // A user's catalog need not have both.
                let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
                return names.filter { $0.hasSuffix(".yaml") }.sorted().map { folder.appending($0) }
            }
    }

    private func check(_ slots: ConversationSlots, task: String) throws(ConversationError) {
        for flag in slots.flags.subtracting(GrammarVocabulary.flags).sorted() {
            throw ConversationError(code: "unknown-flag", subject: flag, cause: "no flag of the vocabulary", mend: "set a known one")
        }
        for name in Set(slots.values.keys).union(slots.lists.keys).subtracting(GrammarVocabulary.given.keys).sorted() {
            throw ConversationError(code: "unknown-slot", subject: name, cause: "no slot that an example gives", mend: "use a name of the vocabulary")
        }
        for (name, slot) in GrammarVocabulary.given.sorted(by: { $0.key < $1.key }) {
            let isGiven = slot.isList ? slots.lists[name]?.isEmpty == false : slots.values[name]?.isEmpty == false
            let isDue = slot.isGiven(task: task, flags: slots.flags)
            guard isGiven == isDue else {
                throw ConversationError(
                    code: isDue ? "missing-slot" : "surplus-slot", subject: name,
                    cause: slot.flag.map { "the flag \($0) \(isDue ? "holds" : "does not hold")" }
                        ?? "\(isDue ? "every" : "no") example of \(task) has it",
                    mend: isDue ? "give the slot" : "set the flag or leave out the slot")
            }
        }
        guard slots.flags.contains("defaultSigner") == (slots.values["signer"] == GrammarVocabulary.defaultSigner) else {
            throw ConversationError(
                code: "default-signer", subject: slots.values["signer"] ?? "", cause: "the flag defaultSigner does not agree with the slot signer",
                mend: "set it exactly for \(GrammarVocabulary.defaultSigner)")
        }
    }

    private func deriveAttestorWords(_ slots: inout ConversationSlots, seed: UInt64) throws(ConversationError) {
        var words = expansion(slots, seed: seed, purpose: "attestors")
        var generator = SeededGenerator(seed: seed, purpose: "mentions")
        for attestor in slots.lists["attestorNames"] ?? [] {
            guard grammar.rules[GrammarAttestorWords.names.rule(for: attestor)] != nil else {
                throw ConversationError(code: "unknown-attestor", subject: attestor, cause: "no words for it", mend: "add it to attestors.yaml")
            }
            let mention: GrammarAttestorWords = generator.oneIn(2) ? .names : .nouns
            for (list, kind) in [
                ("attestorDescriptions", GrammarAttestorWords.descriptions), ("attestorNouns", .nouns), ("attestorMentions", mention),
                ("attestorNotes", .notes),
            ] {
                slots.lists[list, default: []].append(try words.text(of: kind.rule(for: attestor)))
            }
        }
    }

    private func lay(
        out blocks: [AnswerBlock], by rule: String, slots: ConversationSlots, seed: UInt64, purpose: String
    ) throws(ConversationError) -> String {
        var texts: [String] = []
        for (index, block) in blocks.enumerated() {
            var slots = slots
            slots.values.merge(block.titleSlots) { $1 }
            if slots.values["blockFile"] != nil { slots.flags.insert("blockFile") }
            slots.values["blockNumber"] = "\(index + 1)"
            slots.values["blockCode"] = block.code
            slots.values["blockFenced"] = block.fenced
            var expansion = expansion(slots, seed: seed, purpose: "\(purpose)title-\(index)")
            slots.values["blockTitle"] = try expansion.text(of: Self.titleRule(block.kind))
            expansion = self.expansion(slots, seed: seed, purpose: "\(purpose)block-\(index)")
            texts.append(try expansion.text(of: rule))
        }
        return texts.joined(separator: "\n\n")
    }

    private func expansion(_ slots: ConversationSlots, seed: UInt64, purpose: String) -> GrammarExpansion {
        GrammarExpansion(grammar: grammar, slots: slots, generator: SeededGenerator(seed: seed, purpose: purpose))
    }

    /// One question in fifteen has a slip of the finger.
    private func isMisspelt(seed: UInt64) -> Bool {
        var generator = SeededGenerator(seed: seed, purpose: "typos")
        return generator.oneIn(15)
    }
}
