import Testing

@testable import Catalog

@Suite("Grammar expansion") struct GrammarExpansionTests {
    private let position = GrammarError.Position(file: "test.yaml", line: 1)

    /// All texts that a production gives within a number of seeds.
    private func texts(
        _ production: String, values: [String: String] = [:], lists: [String: [String]] = [:], flags: Set<String> = [],
        style: GrammarProduction.Style = .plain, typos: Bool = false, seeds: Range<UInt64> = 0..<100
    ) throws -> Set<String> {
        let (condition, node) = try GrammarParser.parse(production, at: position)
        let production = GrammarProduction(node: node, weight: 1, condition: condition, style: style, position: position, catalog: 0)
        let slots = ConversationSlots(values: values, lists: lists, flags: flags)
        return Set(
            try seeds.map { seed in
                var expansion = GrammarExpansion(
                    grammar: Grammar(), slots: slots, generator: SeededGenerator(seed: seed, purpose: "test"))
                return try expansion.text(of: production, typos: typos)
            })
    }

    @Test("Choices, options and orders")
    func notation() throws {
        #expect(try texts("(a|b) c") == ["a c", "b c"])
        #expect(try texts("a [b] c") == ["a c", "a b c"])
        #expect(try texts("a [b|c]") == ["a", "a b", "a c"])
        #expect(try texts("(a & b) c") == ["a b c", "b a c"])
        #expect(try texts("\\(a\\) \\[b\\] \\{c\\}") == ["(a) [b] {c}"])
    }

    @Test("Conditions follow the flags")
    func conditions() throws {
        #expect(try texts("a [rego? b] [!rego? c]", flags: ["rego"]) == ["a b"])
        #expect(try texts("a [rego? b] [!rego? c]") == ["a c"])
        let (condition, _) = try GrammarParser.parse("rego? !ci? text", at: position)
        #expect(condition.holds(for: ["rego"]))
        #expect(!condition.holds(for: ["rego", "ci"]))
        #expect(!condition.holds(for: []))
    }

    @Test("Lists are joined as asked, and empty items of an order are left out")
    func lists() throws {
        let lists = ["attestorNames": ["git", "link", "sbom"]]
        #expect(try texts("{attestorNames:and}", lists: lists) == ["git, link and sbom"])
        #expect(try texts("{attestorNames:oxford}", lists: lists) == ["git, link, and sbom"])
        #expect(try texts("-a {attestorNames:comma}", lists: lists) == ["-a git,link,sbom"])
        #expect(try texts("{attestorNames:ticks}", lists: lists) == ["`git`, `link`, `sbom`"])
        #expect(try texts("x:\n{attestorNames:numbers}", lists: lists) == ["x:\n1. git\n2. link\n3. sbom"])
        #expect(try texts("{attestorNames:oxford}", lists: ["attestorNames": ["git", "link"]]) == ["git and link"])
        #expect(
            try texts("{^regoRequirements:sentences}.", lists: ["regoRequirements": ["the branch is main", "it ran"]]) == [
                "The branch is main. It ran."
            ])
        #expect(try texts("(- [rego? a]\n& - b\n& - [ci? c])") == ["- b"])
        #expect(try texts("(- a\n& - b)") == ["- a\n- b", "- b\n- a"])
    }

    @Test("Code is never changed, whatever stands around it")
    func code() throws {
        let command = "Make  -C ./x  , y . `z`"
        #expect(try texts("{^commandLine} .", values: ["commandLine": command]) == ["\(command)."])
        #expect(try texts("RUN {commandLine}", values: ["commandLine": command], style: .lowercase) == ["run \(command)"])
        #expect(try texts("Run `GO Build` NOW", style: .lowercase) == ["run `GO Build` now"])
        for text in try texts("`literal` {commandLine} prose", values: ["commandLine": command], typos: true) {
            #expect(text.hasPrefix("`literal` \(command) "))
        }
    }

    @Test("White space and capitals come out as in written English")
    func writing() throws {
        #expect(try texts("{^commandPhrase}, {commandPhrase}.", values: ["commandPhrase": "build it"]) == ["Build it, build it."])
        #expect(try texts("{^commandPhrase}", values: ["commandPhrase": "x86_64 it"]) == ["x86_64 it"])
        #expect(try texts("a [ci? b] . [ci? c] d") == ["a. d"])
        #expect(try texts("a \n\n\n\nb [ci? c]\n") == ["a\n\nb"])
        #expect(try texts("a:\n    {commandLine}\n\n[ci? c] b", values: ["commandLine": "x"]) == ["a:\n    x\n\nb"])
    }

    @Test("A slip touches one English word only")
    func typos() throws {
        let texts = try texts("please verify {artifact} by tomorrow morning", values: ["artifact": "package"], typos: true)
        #expect(texts.count > 5)
        for text in texts {
            let words = text.split(separator: " ")
            #expect(words.count == 6)
            let changed = zip(words, ["please", "verify", "package", "by", "tomorrow", "morning"]).filter { $0 != $1 }
            #expect(changed.count <= 1)
            #expect(changed.allSatisfy { $0.1 != "package" && $0.1 != "by" && $0.0.first == $0.1.first })
        }
    }

    @Test("A slot that the example lacks is an error, not a hole")
    func missingSlot() {
        #expect(throws: ConversationError.self) { try texts("{stepName}") }
    }
}
