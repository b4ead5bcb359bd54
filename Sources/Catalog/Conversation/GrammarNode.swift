/// The parsed notation of one production.
///
/// `{name}` a slot or rule, `{^name}` with its first letter raised, `{list:joiner}` the items of a list, `(a|b)` one of several,
/// `(a & b)` all of them in any order, `[a]` half of the time, `[flag? a]` and `[!flag? a]` as the example has it; a backslash
/// takes the next character literally.
indirect enum GrammarNode: Sendable, Hashable {
    /// Literal English.
    case prose(String)
    /// A slot or a rule by name.
    case reference(GrammarReference)
    /// One after the other.
    case sequence([GrammarNode])
    /// One of several, each as likely.
    case choice([GrammarNode])
    /// All, in random order; items that come out without a letter or digit are left out.
    case permutation([GrammarNode], separator: String)
    /// There or not: by the condition, or half of the time.
    case optional(GrammarNode, condition: GrammarCondition?)

    /// Every reference in the node, in order.
    var references: [GrammarReference] {
        switch self {
        case .prose: []
        case .reference(let reference): [reference]
        case .sequence(let nodes), .choice(let nodes), .permutation(let nodes, _): nodes.flatMap(\.references)
        case .optional(let node, _): node.references
        }
    }

    /// Every flag that a condition inside the node names.
    var flags: Set<String> {
        switch self {
        case .prose, .reference: []
        case .sequence(let nodes), .choice(let nodes), .permutation(let nodes, _): nodes.reduce(into: []) { $0.formUnion($1.flags) }
        case .optional(let node, let condition): node.flags.union(condition?.required ?? []).union(condition?.excluded ?? [])
        }
    }

    /// The node without white space at its ends.
    var trimmed: GrammarNode {
        var nodes: [GrammarNode]
        switch self {
        case .prose: nodes = [self]
        case .sequence(let parts): nodes = parts
        case .reference, .choice, .permutation, .optional: return self
        }
        if case .prose(let text)? = nodes.first { nodes[0] = .prose(String(text.trimmingPrefix(while: \.isWhitespace))) }
        if case .prose(let text)? = nodes.last {
            nodes[nodes.count - 1] = .prose(String(text.reversed().trimmingPrefix(while: \.isWhitespace).reversed()))
        }
        return .sequence(nodes)
    }
}
