import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Catalog

@Suite("Grammar files") struct GrammarLoaderTests {
    /// Loads texts as the files `0.yaml`, `1.yaml` and so on, with the rule `top` asked for.
    private func load(_ texts: String...) throws -> Grammar {
        let directory = try TemporaryDirectory()
        let files = try texts.enumerated().map { try directory.write($0.element.utf8, to: "\($0.offset).yaml") }
        return try load(files)
    }

    /// Loads files, and throws the first mistake.
    private func load(_ files: [FilePath]) throws -> Grammar {
        let log = MistakeLog<GrammarError>()
        let grammar = GrammarLoader.load(catalogs: [files], entryPoints: ["top"], log: log)
        if let first = log.mistakes.first { throw first }
        return grammar
    }

    /// A planted mistake: the file, the code and line of the error, and words that its message must hold.
    struct Mistake: Sendable, CustomTestStringConvertible {
        var text: String
        var code: String
        var line: Int
        var words: [String]
        var testDescription: String { "\(code) in line \(line)" }
    }

    static let mistakes = [
        Mistake(text: "rules:\n  top: [a, b", code: "yaml", line: 3, words: ["YAML"]),
        Mistake(text: "rules:\n  top: |\n    a\n  top: |\n    b", code: "yaml", line: 2, words: ["top", "twice"]),
        Mistake(text: "rules:\n  top: |\n    a\nrule:\n  x: |\n    a", code: "structure", line: 4, words: ["'rule'", "rules, attestors or facts"]),
        Mistake(text: "rules:\n  top:\n    - {text: a, wieght: 2}", code: "structure", line: 3, words: ["'wieght'", "weight"]),
        Mistake(text: "rules:\n  top:\n    - {text: a, weight: -1}", code: "structure", line: 3, words: ["'-1'", "from 1 to 1000"]),
        Mistake(
            text: "rules:\n  top:\n    - {text: a, when: regot}", code: "structure", line: 3, words: ["'regot'", "exists (did you mean 'rego'?)"]),
        Mistake(text: "rules:\n  top:\n    - {weight: 2}", code: "structure", line: 3, words: ["text"]),
        Mistake(text: "rules:\n  top: |\n    fine\n    not (fine", code: "notation", line: 4, words: ["never closed", "')'"]),
        Mistake(text: "rules:\n  top: |\n    a\n\n    {step name}", code: "notation", line: 5, words: ["' '", "braces"]),
        Mistake(text: "rules:\n  top: |\n    (alone)", code: "notation", line: 3, words: ["one item", "\\("]),
        Mistake(text: "rules:\n  top: |\n    (a|b & c)", code: "notation", line: 3, words: ["both '|' and '&'"]),
        Mistake(text: "rules:\n  top: |\n    [reggo? a]", code: "notation", line: 3, words: ["'reggo' (did you mean 'rego'?)"]),
        Mistake(
            text: "rules:\n  top: |\n    [wholly? a]", code: "notation", line: 3,
            words: ["unknown flag 'wholly'; expected a flag that exists, or '\\?'"]),
        Mistake(text: "rules:\n  top: |\n    {attestorNames:or}", code: "notation", line: 3, words: ["'or'", "oxford"]),
        Mistake(text: "rules:\n  top: |\n    a\n    {stepNam}", code: "unknown-name", line: 4, words: ["'stepNam'", "did you mean 'stepName'"]),
        Mistake(text: "rules:\n  top: |\n    {attestorNames}", code: "joiner", line: 3, words: ["{attestorNames:and}"]),
        Mistake(text: "rules:\n  top: |\n    {stepName:and}", code: "joiner", line: 3, words: ["no list"]),
        Mistake(text: "rules:\n  top: |\n    a\n  otehr: |\n    b", code: "unused-rule", line: 4, words: ["'otehr'"]),
        Mistake(text: "rules:\n  top: |\n    {a}\n  a: |\n    {b}\n  b: |\n    {a}", code: "cycle", line: 7, words: ["'a' -> 'b' -> 'a'"]),
        Mistake(text: "rules:\n  top: |\n    a\n    {ciPhrase}", code: "slot-without-flag", line: 4, words: ["'ci?'"]),
        Mistake(text: "rules:\n  top: |\n    ci? a\n    rego? b", code: "no-production", line: 3, words: ["'top'", "no flag"]),
        Mistake(
            text:
                "facts:\n  q: {step: {stated-by: [stepName]}}\nrules:\n  top: |\n    a\n  q:\n    - {id: x, text: '{stepName} (a|[{stepName}])'}\n    - {id: y, text: '(a|{stepName})'}",
            code: "fact-omitted", line: 8, words: ["'y'", "step", "{stepName}"]),
        Mistake(
            text:
                "facts:\n  q: {rule: {stated-by: [regoRequirements], when: rego}}\nrules:\n  top: |\n    a\n  q:\n    - {id: x, text: '[rego? [ci? {regoRequirements:and}]]'}",
            code: "fact-omitted", line: 7, words: ["when rego holds"]),
        Mistake(text: "facts:\n  q: {}\nrules:\n  top: |\n    a\n  q: |\n    b", code: "frame-id", line: 7, words: ["id"]),
        Mistake(
            text: "facts:\n  q: {}\nrules:\n  top: |\n    a\n  q:\n    - {id: x, text: a}\n    - {id: x, text: b}", code: "frame-id", line: 8,
            words: ["'x'", ":7"]),
        Mistake(text: "facts:\n  q: {step: {stated-by: [stepNme]}}\nrules:\n  top: |\n    a", code: "structure", line: 2, words: ["'stepNme'"]),
        Mistake(
            text: "rules:\n  top: |\n    a\nattestors:\n  git:\n    names: |\n      git", code: "attestor-words", line: 5, words: ["'git'", "nouns"]),
    ]

    @Test("Every mistake is named with its file, its line and what was expected", arguments: mistakes)
    func mistake(_ mistake: Mistake) throws {
        let error = try #require(throws: GrammarError.self) { _ = try load(mistake.text) }
        #expect(error.code == mistake.code)
        #expect(error.position.line == mistake.line)
        #expect(error.position.file.hasSuffix("/0.yaml"))
        #expect(error.description.hasPrefix("\(error.position.file):\(mistake.line): "))
        for words in mistake.words { #expect(error.description.contains(words)) }
    }

    @Test("A file that is not there is named")
    func missingFile() throws {
        let error = try #require(throws: GrammarError.self) { _ = try load(["/nowhere/a.yaml"] as [FilePath]) }
        #expect(error.code == "read")
        #expect(error.position.file == "/nowhere/a.yaml")
    }

    @Test("Files add productions to each other's rules")
    func merge() throws {
        let grammar = try load("rules:\n  top: |\n    {greeting} you\n  greeting: |\n    hello\n", "rules:\n  greeting: |\n    hi\n")
        #expect(grammar.rules["greeting"]?.count == 2)
        #expect(grammar.productionCount == 3)
    }

    @Test("A fact that is stated on every way, or has its default, is proved")
    func proof() throws {
        _ = try load(
            """
            facts:
              q:
                key: {stated-by: [signer, signerPhrase], unless: defaultSigner}
            rules:
              top: |
                a
              key: |
                {signer}
                an {signerPhrase} key
                defaultSigner?
              q:
                - {id: x, text: "(a & {key})"}
                - {id: y, text: "(use {key}|[!defaultSigner? {signer}])"}
            """)
    }
}
