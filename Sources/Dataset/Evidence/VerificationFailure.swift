/// A check of an example's evidence that did not end as it must.
public struct VerificationFailure: Codable, Sendable, Hashable {
    /// The example's name.
    public var id: String
    /// `good`, or the file whose alteration went unnoticed.
    public var check: String
    /// What witness said, on one line.
    public var message: String
}
