/// A key algorithm and how its keys are made.
public struct Signer: Sendable, Hashable {
    /// Unique in the catalog, for example `ecdsa-p256`.
    public var id: String
    /// The algorithm's name in a sentence.
    public var phrase: String
    /// How often it is drawn against the others.
    public var weight: Int
    /// Command lines that write a private key to `{{privateKey}}`; an example uses one of them.
    public var generate: [String]
    /// Whether an authority certifies its keys, so that policies name the root and the certificate's common name instead of the key.
    public var isCertified: Bool

    /// Whether its private keys are encrypted: then each of ``generate`` reads the passphrase from `{{passphraseFile}}`.
    public var isEncrypted: Bool { generate.contains { SlotText.names(in: $0).contains("passphraseFile") } }
}
