/// Rules of a small context-free grammar, with the facts that its root rules must state.
struct Grammar: Sendable {
    /// The productions of each rule, in the order they were read.
    private(set) var rules: [String: [GrammarProduction]] = [:]
    /// What each root rule must state, sorted by name.
    private(set) var facts: [String: [GrammarFact]] = [:]
    /// Where each rule was first defined.
    private(set) var positions: [String: GrammarError.Position] = [:]

    /// Names in productions that could not be read.
    private(set) var mentioned: Set<String> = []

    /// Number of productions of all rules.
    var productionCount: Int {
        rules.values.reduce(0) { $0 + $1.count }
    }

    /// Adds productions to a rule, which need not exist yet. A frame takes the place of one of the same name in an earlier catalog.
    mutating func extend(rule: String, at position: GrammarError.Position, with productions: [GrammarProduction]) {
        let frames = Dictionary(productions.compactMap { production in production.id.map { ($0, production.catalog) } }) { first, _ in first }
        rules[rule, default: []].removeAll { earlier in earlier.id.flatMap { frames[$0] }.map { $0 != earlier.catalog } ?? false }
        rules[rule, default: []] += productions
        if positions[rule] == nil { positions[rule] = position }
    }

    /// Notes that a production that could not be read names these rules.
    mutating func mention(_ names: [String]) { mentioned.formUnion(names) }

    /// Makes a rule a root, and names what it must state. A fact takes the place of an earlier one of the same name.
    mutating func require(_ facts: [GrammarFact], of root: String) {
        let names = Set(facts.map(\.name))
        self.facts[root, default: []].removeAll { names.contains($0.name) }
        self.facts[root, default: []] += facts
        self.facts[root]?.sort { $0.name < $1.name }
    }
}
