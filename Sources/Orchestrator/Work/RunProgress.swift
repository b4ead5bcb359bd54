/// Where a run stands, gathered from its events; the same for every way to show it.
public struct RunProgress: Sendable, Hashable {
    /// Examples that the shard asks for.
    public private(set) var planned = 0
    /// Verified examples, those of earlier runs too.
    public private(set) var verified = 0
    /// Rejected examples, those of earlier runs too.
    public private(set) var rejected = 0
    /// Examples rejected in this run by failure class.
    public private(set) var failureClasses: [String: Int] = [:]
    /// Failures of the machinery in this run.
    public private(set) var infrastructureFailures = 0
    /// Examples that may run at once.
    public private(set) var workers = 0
    private var finishedNow = 0

    /// Nothing has happened yet.
    public init() {}

    /// Takes in an event.
    public mutating func apply(_ event: RunEvent) {
        switch event {
        case .started(let planned, let verified, let rejected, let workers):
            self.planned = planned
            self.verified = verified
            self.rejected = rejected
            self.workers = workers
        case .finished(_, let verdict, _, _):
            finishedNow += 1
            if let rejection = verdict.rejection {
                rejected += 1
                failureClasses[rejection.failureClass, default: 0] += 1
            } else {
                verified += 1
            }
        case .infrastructureFailure:
            infrastructureFailures += 1
        case .concurrencyChanged(let workers, _):
            self.workers = workers
        case .slotReplaced, .ended:
            break
        }
    }

    /// Examples with a final verdict.
    public var finished: Int { verified + rejected }

    /// Done, from 0 to 1.
    public var fraction: Double { planned == 0 ? 1 : Double(finished) / Double(planned) }

    /// Examples finished per second of a run that has lasted `elapsed`; `nil` before the first.
    public func rate(after elapsed: Duration) -> Double? {
        let seconds = elapsed / .seconds(1)
        return finishedNow == 0 || seconds <= 0 ? nil : Double(finishedNow) / seconds
    }

    /// The time the rest takes at the rate so far; `nil` before the first example has finished.
    public func remaining(after elapsed: Duration) -> Duration? {
        rate(after: elapsed).map { .seconds(Double(planned - finished) / $0) }
    }
}
