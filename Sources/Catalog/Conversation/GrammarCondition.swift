/// Flags that must hold, and flags that must not.
struct GrammarCondition: Sendable, Hashable {
    /// Flags that must all hold.
    var required: Set<String> = []
    /// Flags of which none may hold.
    var excluded: Set<String> = []

    /// Whether the condition is met.
    func holds(for flags: Set<String>) -> Bool {
        required.isSubset(of: flags) && excluded.isDisjoint(with: flags)
    }
}
