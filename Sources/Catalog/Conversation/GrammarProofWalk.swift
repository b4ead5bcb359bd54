/// One pass of a proof: the flags are fixed, and each rule is looked at once.
struct GrammarProofWalk {
    private let grammar: Grammar
    private let facts: [GrammarFact]
    private let flags: Set<String>
    private let task: String?
    /// For each rule, the facts that each of its ways states, as bits by index in `facts`.
    private var stated: [String: UInt64] = [:]

    /// A pass over a grammar whose facts, at most 64, all have to be stated under these flags.
    init(grammar: Grammar, facts: [GrammarFact], flags: Set<String>, task: String?) {
        self.grammar = grammar
        self.facts = facts
        self.flags = flags
        self.task = task
    }

    /// Throws unless each frame of the root states every fact.
    mutating func prove(_ root: String) throws(GrammarError) {
        for production in try candidates(of: root) {
            let bits = try statedFacts(of: production.node)
            if let block = production.block { _ = try statedFacts(ofRule: block) }
            for (index, fact) in facts.enumerated() where bits & (1 << UInt64(index)) == 0 {
                throw GrammarError(
                    code: "fact-omitted", position: production.position,
                    cause: "'\(production.id ?? root)' can leave out the \(fact.name)\(circumstances)",
                    mend: "every way through it to hold {\(fact.statedBy.sorted().joined(separator: "} or {"))}")
            }
        }
    }

    private func candidates(of rule: String) throws(GrammarError) -> [GrammarProduction] {
        let productions = grammar.rules[rule] ?? []
        let candidates = productions.filter { $0.condition.holds(for: flags) }
        if let first = productions.first, candidates.isEmpty {
            throw GrammarError(
                code: "no-production", position: first.position, cause: "no production of '\(rule)' may be chosen\(circumstances)",
                mend: "one whose conditions then hold, which may be [empty]")
        }
        return candidates
    }

    private mutating func statedFacts(ofRule rule: String) throws(GrammarError) -> UInt64 {
        if let known = stated[rule] { return known }
        var bits = UInt64.max
        for production in try candidates(of: rule) {
            bits &= try statedFacts(of: production.node)
        }
        stated[rule] = bits
        return bits
    }

    private mutating func statedFacts(of node: GrammarNode) throws(GrammarError) -> UInt64 {
        switch node {
        case .prose:
            return 0
        case .reference(let reference):
            guard let slot = GrammarVocabulary.slot(named: reference.name) else { return try statedFacts(ofRule: reference.name) }
            guard slot.isGiven(task: task, flags: flags) else {
                guard let flag = slot.flag, !flags.contains(flag) else {
                    throw GrammarError(
                        code: "slot-of-other-task", position: reference.position,
                        cause: "{\(reference.name)} is a slot of \(slot.tasks.sorted().joined(separator: ", ")) and not of \(task ?? "every task")",
                        mend: "a slot that the task has")
                }
                throw GrammarError(
                    code: "slot-without-flag", position: reference.position, cause: "{\(reference.name)} is not given without the flag \(flag)",
                    mend: "the condition '\(flag)?' before it")
            }
            return facts.indices.reduce(0) { facts[$1].statedBy.contains(reference.name) ? $0 | (1 << UInt64($1)) : $0 }
        case .sequence(let nodes), .permutation(let nodes, _):
            var bits: UInt64 = 0
            for node in nodes { bits |= try statedFacts(of: node) }
            return bits
        case .choice(let nodes):
            var bits = UInt64.max
            for node in nodes { bits &= try statedFacts(of: node) }
            return bits
        case .optional(let node, let condition):
            guard let condition else {
                _ = try statedFacts(of: node)
                return 0
            }
            return condition.holds(for: flags) ? try statedFacts(of: node) : 0
        }
    }

    private var circumstances: String {
        flags.isEmpty ? " when no flag holds" : " when \(flags.sorted().joined(separator: ", ")) \(flags.count == 1 ? "holds" : "hold")"
    }
}
