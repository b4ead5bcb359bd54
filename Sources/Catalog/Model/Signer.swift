/// A key algorithm and how its keys are made.
public struct Signer: Sendable, Hashable {
    /// Unique in the catalog, for example `ecdsa-p256`.
    public var id: String
    /// The algorithm's name in a sentence.
    public var phrase: String
    /// Command lines that write a private key to `{{privateKey}}`; an example uses one of them.
    public var generate: [String]
}
