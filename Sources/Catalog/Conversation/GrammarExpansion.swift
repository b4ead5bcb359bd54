/// Expands rules into text: a pure function of grammar, slots and seed.
struct GrammarExpansion {
    private let grammar: Grammar
    private let slots: ConversationSlots
    private var generator: SeededGenerator

    /// An expansion that draws from a generator of its own.
    init(grammar: Grammar, slots: ConversationSlots, generator: SeededGenerator) {
        self.grammar = grammar
        self.slots = slots
        self.generator = generator
    }

    /// Chooses one of the rule's productions whose conditions hold.
    /// - Throws: `ConversationError` when there is none.
    mutating func choose(from rule: String) throws(ConversationError) -> GrammarProduction {
        let candidates = (grammar.rules[rule] ?? []).filter { $0.condition.holds(for: slots.flags) }
        guard let index = generator.pick(weights: candidates.map(\.weight)) else {
            throw ConversationError(
                code: "no-production", subject: rule, cause: "no production of the rule may be chosen",
                mend: "a task and flags that the grammar covers")
        }
        return candidates[index]
    }

    /// The finished text of one production.
    mutating func text(of production: GrammarProduction, typos: Bool = false) throws(ConversationError) -> String {
        var text = GrammarText(runs: try expand(production.node))
        if typos { text.misspell(using: &generator) }
        return text.finished(style: production.style)
    }

    /// The finished text of one of the rule's productions.
    mutating func text(of rule: String) throws(ConversationError) -> String {
        try text(of: choose(from: rule))
    }

    private mutating func expand(_ node: GrammarNode) throws(ConversationError) -> [GrammarRun] {
        switch node {
        case .prose(let text):
            return [.prose(text)]
        case .reference(let reference):
            let runs = try expand(reference)
            return reference.isCapitalised ? [.capital] + runs : runs
        case .sequence(let nodes):
            var runs: [GrammarRun] = []
            for node in nodes { runs += try expand(node) }
            return runs
        case .choice(let nodes):
            return try expand(nodes[generator.below(nodes.count)])
        case .permutation(let nodes, let separator):
            var items: [[GrammarRun]] = []
            for node in generator.shuffled(nodes) {
                let runs = try expand(node)
                if runs.contains(where: \.saysSomething) { items.append(runs) }
            }
            return Array(items.joined(separator: [.prose(separator)]))
        case .optional(let node, let condition):
            let isThere = condition?.holds(for: slots.flags) ?? generator.oneIn(2)
            return isThere ? try expand(node) : []
        }
    }

    private mutating func expand(_ reference: GrammarReference) throws(ConversationError) -> [GrammarRun] {
        guard let slot = GrammarVocabulary.slot(named: reference.name) else { return try expand(choose(from: reference.name).node) }
        if let joiner = reference.joiner {
            guard let items = slots.lists[reference.name], !items.isEmpty else { throw missing(reference.name) }
            return joiner.join(items.map { slot.kind == .code ? .code($0) : .words($0) })
        }
        guard let value = slots.values[reference.name] else { throw missing(reference.name) }
        return [slot.kind == .code ? .code(value) : .words(value)]
    }

    private func missing(_ name: String) -> ConversationError {
        ConversationError(code: "missing-slot", subject: name, cause: "the example does not give the slot", mend: "fill it")
    }
}

extension GrammarReference.Joiner {
    /// The items with what stands before, between and after them.
    fileprivate func join(_ items: [GrammarRun]) -> [GrammarRun] {
        switch self {
        case .and: enumerated(items, separator: ", ", last: " and ")
        case .oxford: enumerated(items, separator: ", ", last: items.count > 2 ? ", and " : " and ")
        case .comma: enumerated(items, separator: ",")
        case .commas: enumerated(items, separator: ", ")
        case .plus: enumerated(items, separator: " + ")
        case .semicolons: enumerated(items, separator: "; ")
        case .ticks: enumerated(items, separator: ", ") { [.prose("`"), $1, .prose("`")] }
        case .sentences: enumerated(items, separator: ". ") { [.capital, $1] }
        case .bullets: enumerated(items, separator: "\n") { [.prose("- "), $1] }
        case .stars: enumerated(items, separator: "\n") { [.prose("* "), $1] }
        case .numbers: enumerated(items, separator: "\n") { [.prose("\($0 + 1). "), $1] }
        }
    }

    private func enumerated(
        _ items: [GrammarRun], separator: String, last: String? = nil, each: (Int, GrammarRun) -> [GrammarRun] = { [$1] }
    ) -> [GrammarRun] {
        items.enumerated().flatMap { index, item in
            let before = index == 0 ? "" : index == items.count - 1 ? last ?? separator : separator
            return [.prose(before)] + each(index, item)
        }
    }
}
