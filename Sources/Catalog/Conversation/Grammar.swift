/// Rules of a small context-free grammar, with the facts that its root rules must state.
struct Grammar: Sendable {
    /// The productions of each rule, in the order they were read.
    private(set) var rules: [String: [GrammarProduction]] = [:]
    /// What each root rule must state, sorted by name.
    private(set) var facts: [String: [GrammarFact]] = [:]
    /// Where each rule was first defined.
    private(set) var positions: [String: GrammarError.Position] = [:]

    /// Number of productions of all rules.
    var productionCount: Int {
        rules.values.reduce(0) { $0 + $1.count }
    }

    /// Adds productions to a rule, which need not exist yet.
    mutating func extend(rule: String, at position: GrammarError.Position, with productions: [GrammarProduction]) {
        rules[rule, default: []] += productions
        if positions[rule] == nil { positions[rule] = position }
    }

    /// Makes a rule a root, and names what it must state.
    mutating func require(_ facts: [GrammarFact], of root: String) {
        self.facts[root, default: []] += facts
        self.facts[root]?.sort { $0.name < $1.name }
    }
}
