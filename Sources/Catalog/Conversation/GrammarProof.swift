/// Shows, before anything is expanded, that a grammar can only make texts that say what they must.
///
/// For every assignment of the flags that matter to a root, it follows every way through the rules and proves that each name exists,
/// that each rule has a production to choose, that no slot is used without its flag, and that every fact is stated.
struct GrammarProof {
    private let grammar: Grammar
    private let entryPoints: Set<String>
    private let frameRoots: Set<String>
    private let log: MistakeLog<GrammarError>
    /// The rules that some root leads to.
    private var reached: Set<String> = []
    /// Whether a rule leads back to itself, so that no way through it can be followed to its end.
    private var hasCycle = false

    /// A proof for a grammar.
    /// - Parameters:
    ///   - entryPoints: rules that Swift code asks for by name, beside the roots that have facts.
    ///   - frameRoots: rules that Swift code asks for by name and that are the frames of a task; each must have facts.
    ///   - log: takes the mistakes.
    init(grammar: Grammar, entryPoints: Set<String>, frameRoots: Set<String>, log: MistakeLog<GrammarError>) {
        self.grammar = grammar
        self.entryPoints = entryPoints
        self.frameRoots = frameRoots
        self.log = log
    }

    /// Notes every mistake, in the order of rule names.
    mutating func check() {
        let roots = entryPoints.union(frameRoots).union(grammar.facts.keys).sorted()
        for root in roots {
            guard let position = grammar.positions[root] else {
                log.note(
                    GrammarError(
                        code: "missing-rule", position: GrammarError.Position(file: "questions", line: 1), cause: "no rule '\(root)'",
                        mend: "a file that defines it"))
                continue
            }
            if frameRoots.contains(root), grammar.facts[root] == nil {
                log.note(
                    GrammarError(code: "no-facts", position: position, cause: "nothing says what '\(root)' must state", mend: "facts for it"))
            }
            visitAll(root, from: position)
            checkFrames(of: root)
        }
        if !hasCycle {
            for root in roots { prove(root) }
        }
        for name in grammar.mentioned.sorted() {
            if let position = grammar.positions[name] { visitAll(name, from: position) }
        }
        for (rule, position) in grammar.positions.sorted(by: { $0.key < $1.key }) where !reached.contains(rule) {
            log.note(
                GrammarError(
                    code: "unused-rule", position: position, cause: "nothing refers to the rule '\(rule)'\(suggestion(for: rule))",
                    mend: "a rule that another one names"))
        }
    }

    private mutating func visitAll(_ root: String, from position: GrammarError.Position) {
        var visiting: [String] = []
        visit(root, from: position, visiting: &visiting)
    }

    /// Checks names, joiners and cycles on every way from a rule.
    private mutating func visit(_ rule: String, from position: GrammarError.Position, visiting: inout [String]) {
        if let start = visiting.firstIndex(of: rule) {
            hasCycle = true
            log.note(
                GrammarError(
                    code: "cycle", position: position, cause: "'\((visiting[start...] + [rule]).joined(separator: "' -> '"))' never ends",
                    mend: "rules that do not lead back to themselves"))
            return
        }
        guard reached.insert(rule).inserted else { return }
        visiting.append(rule)
        for production in grammar.rules[rule] ?? [] {
            var references = production.node.references
            if let block = production.block {
                references.append(GrammarReference(name: block, joiner: nil, isCapitalised: false, position: production.position))
            }
            for reference in references { follow(reference, visiting: &visiting) }
        }
        visiting.removeLast()
    }

    private mutating func follow(_ reference: GrammarReference, visiting: inout [String]) {
        if let slot = GrammarVocabulary.slot(named: reference.name) {
            guard slot.isList != (reference.joiner != nil) else { return }
            log.note(
                GrammarError(
                    code: "joiner", position: reference.position, cause: "'\(reference.name)' \(slot.isList ? "is a list" : "is no list")",
                    mend: slot.isList ? "a joiner, as in {\(reference.name):and}" : "{\(reference.name)} alone"))
        } else if grammar.rules[reference.name] != nil, reference.joiner == nil {
            visit(reference.name, from: reference.position, visiting: &visiting)
        } else {
            log.note(
                GrammarError(
                    code: "unknown-name", position: reference.position,
                    cause: "'\(reference.name)' is no slot or rule\(suggestion(for: reference.name))",
                    mend: "one of the names that exist"))
        }
    }

    private func checkFrames(of root: String) {
        guard !entryPoints.contains(root) else { return }
        var known: [String: GrammarError.Position] = [:]
        for production in grammar.rules[root] ?? [] {
            guard let id = production.id else {
                log.note(
                    GrammarError(code: "frame-id", position: production.position, cause: "a frame of '\(root)' without a name", mend: "an id"))
                continue
            }
            if let other = known.updateValue(production.position, forKey: id) {
                log.note(
                    GrammarError(
                        code: "frame-id", position: production.position, cause: "the frame '\(id)' of '\(root)' stands in \(other) too",
                        mend: "another id"))
            }
        }
    }

    /// Proves a root for every assignment of the flags that occur on its ways; what fails for several is told for the first.
    private func prove(_ root: String) {
        let facts = grammar.facts[root] ?? []
        var relevant: Set<String> = []
        var seen: Set<String> = []
        collectFlags(of: root, into: &relevant, seen: &seen)
        for fact in facts { relevant.formUnion(fact.condition.required.union(fact.condition.excluded)) }
        let task = TaskTypes.owning(rule: root)
        let variants = task?.vocabulary.variants ?? []
        let impossible = GrammarVocabulary.taskFlags.subtracting(task?.vocabulary.flags ?? [])
        let fixed: Set<String> = task.map { $0.rego == .optional ? [] : ["rego"] } ?? []
        let certain = task?.rego == .always ? fixed : []
        let names = relevant.subtracting(impossible).subtracting(fixed).sorted()
        var told: Set<String> = []
        for variant in variants.isEmpty ? [nil] : variants.sorted().map(Optional.some) {
            for assignment in 0..<(1 << names.count) {
                var flags = Set(names.enumerated().filter { assignment & (1 << $0.offset) != 0 }.map(\.element))
                flags.formUnion(certain)
                if let variant { flags.insert(variant) }
                let due = facts.filter { $0.condition.holds(for: flags) }
                var walk = GrammarProofWalk(grammar: grammar, facts: due, flags: flags, task: task?.name)
                for (subject, mistake) in walk.mistakes(of: root) where told.insert(subject).inserted { log.note(mistake) }
            }
        }
    }

    private func collectFlags(of rule: String, into flags: inout Set<String>, seen: inout Set<String>) {
        guard seen.insert(rule).inserted else { return }
        for production in grammar.rules[rule] ?? [] {
            flags.formUnion(production.condition.required.union(production.condition.excluded))
            flags.formUnion(production.node.flags)
            for reference in production.node.references {
                if let slot = GrammarVocabulary.slot(named: reference.name) {
                    if let flag = slot.flag { flags.insert(flag) }
                } else {
                    collectFlags(of: reference.name, into: &flags, seen: &seen)
                }
            }
            if let block = production.block { collectFlags(of: block, into: &flags, seen: &seen) }
        }
    }

    private func suggestion(for name: String) -> String {
        let names = Array(GrammarVocabulary.given.keys) + Array(GrammarVocabulary.derived.keys) + Array(reached)
        return NearName.hint(for: name, among: names)
    }
}
