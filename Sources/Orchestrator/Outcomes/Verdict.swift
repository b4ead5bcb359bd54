/// The outcome of an attempt.
public enum Verdict: Codable, Sendable, Hashable {
    /// Every step met its expectation.
    case verified
    /// A step did not meet its expectation.
    case rejected(Rejection)
    /// The machinery failed; the same job may be tried again.
    case infrastructure(message: String)

    /// A stable word for stores and reports.
    public var name: String {
        switch self {
        case .verified: "verified"
        case .rejected: "rejected"
        case .infrastructure: "infrastructure"
        }
    }
}
