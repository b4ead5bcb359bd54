import Orchestrator

/// One example of a task: what is said, and what is run to prove it.
struct Exercise: Sendable {
    /// What user and assistant say in turn.
    var turns: [ConversationTurn]
    /// What is run after the repository is made and before the controls that every example has; at its end, the files that the scene names
    /// must hold an attestation and a signed policy that `witness verify` accepts. Names may repeat.
    var steps: [Step]
    /// Attestations of other steps that the policy demands besides, as the scene's paths are.
    var furtherAttestations: [String] = []
    /// Files by whose digests those are found, where nothing else leads to them.
    var furtherSubjects: [String] = []
    /// Which of the type's variants the example is.
    var variant: String?
}
