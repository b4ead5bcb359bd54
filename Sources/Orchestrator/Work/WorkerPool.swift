/// Carries out the examples of a run with some workers side by side, each of which has an executor of its own.
///
/// Jobs are made when a worker is free for them, so memory does not grow with the plan. Examples with a final verdict in the store are left out. Only
/// failures of the machinery are tried again; each such failure replaces the worker's executor.
public struct WorkerPool: Sendable {
    /// Attempts an example gets in one run when the machinery keeps failing.
    public static let attemptLimit = 3

    private let store: RunStore
    private let concurrency: Concurrency
    private let makeExecutor: @Sendable () async throws -> any JobExecutor
    private let observe: @Sendable (RunEvent) -> Void

    /// A pool that records in `store`.
    /// - Parameters:
    ///   - concurrency: how many examples run at once.
    ///   - makeExecutor: called once for each worker and again after a failure of the machinery.
    ///   - observe: called from the workers, also at the same time; quick.
    public init(
        store: RunStore,
        concurrency: Concurrency,
        makeExecutor: @escaping @Sendable () async throws -> any JobExecutor,
        observe: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.store = store
        self.concurrency = concurrency
        self.makeExecutor = makeExecutor
        self.observe = observe
    }

    /// Carries out what is left of the store's plan.
    ///
    /// When the calling task is cancelled, no new example is begun and those in hand are dropped without a record, as if never begun.
    /// - Parameter planned: gives the job at an index of the plan; called from the workers.
    /// - Returns: what the run directory now holds; a run that gave up after too many failures of the machinery says so there.
    /// - Throws: what `planned`, `makeExecutor` and the store throw, after the other workers have stopped.
    public func run(planned: @escaping @Sendable (Int) throws -> PlannedJob) async throws -> RunSummary {
        let before = try store.summary()
        let workers = min(concurrency.initial, max(1, before.remaining))
        observe(.started(planned: before.planned, verified: before.verified, rejected: before.rejected, workers: workers))

        let feed = WorkFeed(store.plan)
        if before.remaining > 0 {
            let crew = Crew(concurrency: concurrency) { observe(.concurrencyChanged(workers: $0, cause: $1)) }
            try await crew.run(most: before.remaining) { try await work(from: feed, in: $0, planned: planned) }
        }
        let summary = try summary(feed)
        observe(.ended(summary))
        return summary
    }

    /// What to carry out on an executor, and why on a new one, if the one before was given up.
    private struct Handover {
        var assignment: Assignment
        var cause: String?
    }

    private func work(from feed: WorkFeed, in roster: Roster, planned: @Sendable (Int) throws -> PlannedJob) async throws {
        var next = try nextAssignment(from: feed, planned: planned).map { Handover(assignment: $0) }
        while let handover = next {
            let executor = try await makeExecutor()
            if let cause = handover.cause { observe(.slotReplaced(cause: cause)) }
            do {
                next = try await serve(handover.assignment, on: executor, from: feed, in: roster, planned: planned)
            } catch is CancellationError {
                next = nil
            } catch {
                await executor.close()
                throw error
            }
            await executor.close()
        }
    }

    /// Carries out assignments until none is left, the worker is to leave or the machinery fails.
    /// - Returns: what to carry out next, on another executor; `nil` when the worker has nothing more to do.
    private func serve(
        _ first: Assignment,
        on executor: any JobExecutor,
        from feed: WorkFeed,
        in roster: Roster,
        planned: @Sendable (Int) throws -> PlannedJob
    ) async throws -> Handover? {
        var next: Assignment? = first
        while let assignment = next {
            let attempt = try await executor.attempt(assignment.planned.job, number: assignment.attempt)
            try store.record(attempt, of: assignment.planned)
            let id = assignment.planned.id
            if case .infrastructure(let message) = attempt.verdict {
                let retry = feed.mayRetry(after: message, breakerLimit: roster.working + Self.attemptLimit) ? assignment.retry : nil
                observe(.infrastructureFailure(id: id, attempt: attempt.number, message: message, willRetry: retry != nil))
                return try (retry ?? nextAssignment(from: feed, planned: planned)).map { Handover(assignment: $0, cause: message) }
            }
            feed.noteFinished()
            let milliseconds = Int((ContinuousClock.now - assignment.start) / .milliseconds(1))
            observe(.finished(id: id, verdict: attempt.verdict, attempts: attempt.number, wallMilliseconds: milliseconds))
            next = roster.mayStay() ? try nextAssignment(from: feed, planned: planned) : nil
        }
        return nil
    }

    private func nextAssignment(from feed: WorkFeed, planned: @Sendable (Int) throws -> PlannedJob) throws -> Assignment? {
        while let index = feed.next() {
            let progress = try store.progress(at: index)
            guard progress.state == nil || progress.state == .pending else { continue }
            return Assignment(planned: try planned(index), earlierAttempts: progress.attempts, limit: Self.attemptLimit)
        }
        return nil
    }

    private func summary(_ feed: WorkFeed) throws -> RunSummary {
        var summary = try store.summary()
        summary.finishedNow = feed.finished
        summary.infrastructureFailure = feed.stopReason
        guard summary.remaining > 0, feed.stopReason == nil else { return summary }
        if Task.isCancelled {
            summary.interrupted = true
        } else {
            summary.infrastructureFailure = "the machinery failed \(Self.attemptLimit) times for each of \(summary.remaining) examples"
        }
        return summary
    }
}
