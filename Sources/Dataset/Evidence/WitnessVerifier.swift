/// Something that can run `witness verify`.
public protocol WitnessVerifier: Sendable {
    /// Carries out the checks in order up to the first that does not end as it must, which is returned.
    /// - Throws: when the machinery fails, which says nothing about the example.
    func firstFailure(of verification: Verification) async throws -> VerificationFailure?

    /// Ends whatever the verifier holds.
    func close() async
}
