/// What a run directory holds of its shard after a run.
public struct RunSummary: Codable, Sendable, Hashable {
    /// Examples that the shard asks for.
    public var planned: Int
    /// Examples whose every expectation was met.
    public var verified: Int
    /// Examples rejected.
    public var rejected: Int
    /// Rejected examples by failure class.
    public var failureClasses: [String: Int]
    /// Examples that got their final verdict in this run, the rest had it before.
    public var finishedNow = 0
    /// Whether the run was asked to stop before its end.
    public var interrupted = false
    /// Why the run gave up, `nil` when it did not.
    public var infrastructureFailure: String?

    /// Examples without a final verdict.
    public var remaining: Int { planned - verified - rejected }
}
