/// What happens in a run, in the order in which it happens.
public enum RunEvent: Sendable, Hashable {
    /// The workers are about to start; `verified` and `rejected` count what earlier runs did.
    case started(planned: Int, verified: Int, rejected: Int, workers: Int)
    /// An example got its final verdict, which is in the store.
    case finished(id: String, verdict: Verdict, attempts: Int, wallMilliseconds: Int)
    /// The machinery failed in an attempt; it is tried again when `willRetry`.
    case infrastructureFailure(id: String, attempt: Int, message: String, willRetry: Bool)
    /// A worker's slot was lost, or could not be trusted any more, and has been given up for another.
    case slotReplaced(cause: String)
    /// From now on this many examples run at once.
    case concurrencyChanged(workers: Int, cause: ConcurrencyController.Cause)
    /// The run has ended.
    case ended(RunSummary)
}

extension RunEvent: Encodable {
    private enum CodingKeys: String, CodingKey {
        case event, planned, verified, rejected, workers, id, verdict, rejection, attempts, wallMilliseconds, attempt, message, willRetry, cause,
            summary
    }

    /// Encodes one flat object whose `event` names the kind.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .started(let planned, let verified, let rejected, let workers):
            try container.encode("started", forKey: .event)
            try container.encode(planned, forKey: .planned)
            try container.encode(verified, forKey: .verified)
            try container.encode(rejected, forKey: .rejected)
            try container.encode(workers, forKey: .workers)
        case .finished(let id, let verdict, let attempts, let wallMilliseconds):
            try container.encode("finished", forKey: .event)
            try container.encode(id, forKey: .id)
            try container.encode(verdict.name, forKey: .verdict)
            try container.encodeIfPresent(verdict.rejection, forKey: .rejection)
            try container.encode(attempts, forKey: .attempts)
            try container.encode(wallMilliseconds, forKey: .wallMilliseconds)
        case .infrastructureFailure(let id, let attempt, let message, let willRetry):
            try container.encode("infrastructure-failure", forKey: .event)
            try container.encode(id, forKey: .id)
            try container.encode(attempt, forKey: .attempt)
            try container.encode(message, forKey: .message)
            try container.encode(willRetry, forKey: .willRetry)
        case .slotReplaced(let cause):
            try container.encode("slot-replaced", forKey: .event)
            try container.encode(cause, forKey: .cause)
        case .concurrencyChanged(let workers, let cause):
            try container.encode("concurrency-changed", forKey: .event)
            try container.encode(workers, forKey: .workers)
            try container.encode(cause, forKey: .cause)
        case .ended(let summary):
            try container.encode("ended", forKey: .event)
            try container.encode(summary, forKey: .summary)
        }
    }
}
