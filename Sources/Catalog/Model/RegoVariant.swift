/// One rule of a Rego kind: a module that demands a value, and how its denial is proved.
///
/// There are two proofs. The cheap one turns the module round: demanding ``refused``, it must deny the good run. The other, where the rule has a
/// ``violation``, is a second run that breaks the rule, which the policy as shown must deny.
///
/// Texts may hold the places of the example, and `{{demanded}}`: in the answer that is ``demanded``, in the
/// control's policy it is ``refused``.
public struct RegoVariant: Sendable, Hashable {
    /// Unique within the kind.
    public var id: String
    /// Names for the module, its package and its file; an example uses one of them.
    public var names: [String]
    /// What the good run has.
    public var demanded: String
    /// What no run has.
    public var refused: String
    /// The module. `{{package}}` is filled with its name.
    public var module: String
    /// What the module says when it denies; a prefix will do.
    public var denial: String
    /// A way to break the rule.
    public var violation: RegoViolation?
    /// Statements of the rule in words.
    public var requirements: [String]
    /// The yield the command must have, if the rule is about one.
    public var yields: CommandYield?

    /// Places that the rule itself fills.
    static let ownSlots: Set<String> = ["package", "demanded"]

    /// The places in its texts.
    var slots: Set<String> {
        let texts = [demanded, refused, module, denial] + requirements + (violation.map { $0.lines + [$0.denial] } ?? [])
        return Set(texts.flatMap(SlotText.names))
    }
}
