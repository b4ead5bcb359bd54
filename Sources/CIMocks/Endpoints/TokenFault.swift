/// What can be wrong with a token, so that whoever checks it must refuse it.
public enum TokenFault: String, Codable, Sendable, Hashable, CaseIterable {
    /// Signed by a key that is not the published one, under the published one's id.
    case foreignKey = "foreign-key"
    /// The key id is none of the published ones.
    case unknownKey = "unknown-key"
    /// The claims were changed after they were signed.
    case tamperedClaims = "tampered-claims"
    /// All its times lie a day before the job. The `witness` of today does not look at times.
    case expired
}
