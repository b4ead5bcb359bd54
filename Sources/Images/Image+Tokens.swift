extension Image {
    /// Whether the image's witness is known to verify tokens: a check ran with the very binary.
    public var canVerifyTokens: Bool { witness?.canVerifyTokens == true }

    /// Refuses work that needs verified tokens where the image's witness is not known to verify them.
    /// - Parameter attestor: what needs it, such as `github`.
    /// - Throws: ``ImageError`` of stage `witness` that names the attestor, the image and how to get one that can.
    public func requireTokenVerification(for attestor: String) throws(ImageError) {
        guard !canVerifyTokens else { return }
        let reason = witness.map { "cannot verify tokens: \($0.refusal ?? "the check failed")" } ?? "is not known to verify tokens"
        throw ImageError(
            stage: "witness", subject: references.first ?? digest, cause: "its witness \(reason); '\(attestor)' needs that",
            mend: "build an image anew by 'witnessbox image build', or with a binary of your own by its --witness")
    }
}
