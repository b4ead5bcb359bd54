/// A job in a worker's hands.
struct Assignment {
    let planned: PlannedJob
    /// When the worker first took it.
    let start = ContinuousClock.now
    /// Number of the attempt to make.
    private(set) var attempt: Int
    private let lastAttempt: Int

    /// A job that has had `earlierAttempts` in other runs and may have `limit` in this one.
    init(planned: PlannedJob, earlierAttempts: Int, limit: Int) {
        self.planned = planned
        attempt = earlierAttempts + 1
        lastAttempt = earlierAttempts + limit
    }

    /// The same job, to be tried once more; `nil` when it has had its attempts.
    var retry: Assignment? {
        guard attempt < lastAttempt else { return nil }
        var retry = self
        retry.attempt += 1
        return retry
    }
}
