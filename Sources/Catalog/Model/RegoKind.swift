import Witness

/// A family of Rego rules over the attestation of one attestor.
public struct RegoKind: Sendable, Hashable {
    /// Unique in the catalog.
    public var id: String
    /// The attestor whose attestation the rules see.
    public var attestor: Attestor
    /// How often the kind is drawn against the other kinds that apply.
    public var weight: Int
    /// The rules.
    public var variants: [RegoVariant]

    /// The rules that apply to a command.
    public func variants(for command: CommandPattern) -> [RegoVariant] {
        variants.filter { variant in variant.yields == nil || variant.yields == command.yields }
    }
}
