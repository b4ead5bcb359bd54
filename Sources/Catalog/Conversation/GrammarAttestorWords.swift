/// The kinds of words that the catalog holds about each attestor.
enum GrammarAttestorWords: String, CaseIterable {
    /// What the attestor is called: `git`, `the git attestor`.
    case names
    /// What it adds, as a noun phrase: `the commit it was built from`.
    case nouns
    /// What it does, as a verb phrase in the base form: `record which commit it was built from`.
    case descriptions
    /// What it records, as a sentence of its own without a full stop, for the end of an answer.
    case notes

    /// The rule that holds these words for one attestor.
    func rule(for attestor: String) -> String {
        "\(attestor).\(rawValue)"
    }
}
