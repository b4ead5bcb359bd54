/// One pass of a proof: the flags are fixed, and each rule is looked at once.
struct GrammarProofWalk {
    private let grammar: Grammar
    private let facts: [GrammarFact]
    private let flags: Set<String>
    private let task: String?
    /// For each rule, the facts that each of its ways states, as bits by index in `facts`.
    private var stated: [String: UInt64] = [:]
    /// What was found, by what it is about whatever the flags.
    private var found: [(subject: String, mistake: GrammarError)] = []

    /// A pass over a grammar whose facts, at most 64, all have to be stated under these flags.
    init(grammar: Grammar, facts: [GrammarFact], flags: Set<String>, task: String?) {
        self.grammar = grammar
        self.facts = facts
        self.flags = flags
        self.task = task
    }

    /// Why not each frame of the root states every fact, and what else is wrong on the ways from it.
    mutating func mistakes(of root: String) -> [(subject: String, mistake: GrammarError)] {
        for production in candidates(of: root) {
            let bits = statedFacts(of: production.node)
            if let block = production.block { _ = statedFacts(ofRule: block) }
            for (index, fact) in facts.enumerated() where bits & (1 << UInt64(index)) == 0 {
                note(
                    "\(production.position) \(fact.name)",
                    GrammarError(
                        code: "fact-omitted", position: production.position,
                        cause: "'\(production.id ?? root)' can leave out the \(fact.name)\(circumstances)",
                        mend: "every way through it to hold {\(fact.statedBy.sorted().joined(separator: "} or {"))}"))
            }
        }
        return found
    }

    private mutating func note(_ subject: String, _ mistake: GrammarError) { found.append((subject, mistake)) }

    private mutating func candidates(of rule: String) -> [GrammarProduction] {
        let productions = grammar.rules[rule] ?? []
        let candidates = productions.filter { $0.condition.holds(for: flags) }
        if let first = productions.first, candidates.isEmpty {
            note(
                rule,
                GrammarError(
                    code: "no-production", position: first.position, cause: "no production of '\(rule)' may be chosen\(circumstances)",
                    mend: "one whose conditions then hold, which may be [empty]"))
        }
        return candidates
    }

    /// A rule that has no production stated everything: that is a mistake of its own.
    private mutating func statedFacts(ofRule rule: String) -> UInt64 {
        if let known = stated[rule] { return known }
        var bits = UInt64.max
        for production in candidates(of: rule) {
            bits &= statedFacts(of: production.node)
        }
        stated[rule] = bits
        return bits
    }

    private mutating func statedFacts(of node: GrammarNode) -> UInt64 {
        switch node {
        case .prose:
            return 0
        case .reference(let reference):
            guard let slot = GrammarVocabulary.slot(named: reference.name) else { return statedFacts(ofRule: reference.name) }
            if !slot.isGiven(task: task, flags: flags) { noteMissing(slot, reference) }
            return facts.indices.reduce(0) { facts[$1].statedBy.contains(reference.name) ? $0 | (1 << UInt64($1)) : $0 }
        case .sequence(let nodes), .permutation(let nodes, _):
            var bits: UInt64 = 0
            for node in nodes { bits |= statedFacts(of: node) }
            return bits
        case .choice(let nodes):
            var bits = UInt64.max
            for node in nodes { bits &= statedFacts(of: node) }
            return bits
        case .optional(let node, let condition):
            guard let condition else {
                _ = statedFacts(of: node)
                return 0
            }
            return condition.holds(for: flags) ? statedFacts(of: node) : 0
        }
    }

    private mutating func noteMissing(_ slot: GrammarVocabulary.Slot, _ reference: GrammarReference) {
        let subject = "\(reference.position) \(reference.name)"
        if let flag = slot.flag, !flags.contains(flag) {
            note(
                subject,
                GrammarError(
                    code: "slot-without-flag", position: reference.position, cause: "{\(reference.name)} is not given without the flag \(flag)",
                    mend: "the condition '\(flag)?' before it"))
        } else {
            note(
                subject,
                GrammarError(
                    code: "slot-of-other-task", position: reference.position,
                    cause: "{\(reference.name)} is a slot of \(slot.tasks.sorted().joined(separator: ", ")) and not of \(task ?? "every task")",
                    mend: "a slot that the task has"))
        }
    }

    private var circumstances: String {
        flags.isEmpty ? " when no flag holds" : " when \(flags.sorted().joined(separator: ", ")) \(flags.count == 1 ? "holds" : "hold")"
    }
}
