/// How far an example of a run has come.
public enum ExampleState: String, Codable, Sendable, Hashable, CaseIterable {
    /// Only failures of the machinery so far; the next run tries again.
    case pending
    /// Its last attempt met every expectation.
    case verified
    /// Its last attempt did not.
    case rejected
}
