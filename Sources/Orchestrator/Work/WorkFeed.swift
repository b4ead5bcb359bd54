import Synchronization

/// Hands the indices of a run to its workers one by one and says when to stop.
final class WorkFeed: Sendable {
    private struct State {
        var indices: StrideTo<Int>.Iterator
        var additions: ArraySlice<Int>
        var failuresInARow = 0
        var finished = 0
        var stopReason: String?
    }

    private let state: Mutex<State>

    init(_ plan: RunPlan) {
        state = Mutex(State(indices: plan.shard.indices(below: plan.target).makeIterator(), additions: plan.additions[...]))
    }

    /// The next index, or `nil` when there is none or the run is to stop.
    func next() -> Int? {
        state.withLock { state in
            state.stopReason == nil && !Task.isCancelled ? state.indices.next() ?? state.additions.popFirst() : nil
        }
    }

    /// Notes that an example got its final verdict.
    func noteFinished() {
        state.withLock { state in
            state.finished += 1
            state.failuresInARow = 0
        }
    }

    /// Notes a failure of the machinery and says whether the work may be tried again; the feed stops when `breakerLimit` failures come in a row, over
    /// all workers together.
    func mayRetry(after message: String, breakerLimit: Int) -> Bool {
        state.withLock { state in
            state.failuresInARow += 1
            if state.failuresInARow >= breakerLimit, state.stopReason == nil {
                state.stopReason = "\(breakerLimit) infrastructure failures in a row, the last: \(message)"
            }
            return state.stopReason == nil && !Task.isCancelled
        }
    }

    /// Examples that got their final verdict.
    var finished: Int { state.withLock(\.finished) }

    /// Why the feed stopped early, if it did.
    var stopReason: String? { state.withLock(\.stopReason) }
}
