/// Rejected examples that failed alike.
public struct FailureGroup: Codable, Sendable, Hashable {
    /// What they share (see ``Rejection/signature``).
    public var signature: String
    /// How many there are.
    public var count: Int
    /// The first of them by index.
    public var sample: String
    /// Why the sample was rejected.
    public var rejection: Rejection
}
