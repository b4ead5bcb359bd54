import Synchronization

/// Hands the indices of a run to its workers one by one and says when to stop.
final class WorkFeed: Sendable {
    private struct State {
        var indices: StrideTo<Int>.Iterator
        var failuresInARow = 0
        var finished = 0
        var stopReason: String?
    }

    private let state: Mutex<State>
    private let breakerLimit: Int

    /// A feed that stops when `breakerLimit` failures of the machinery come in a row, over all workers together.
    init(indices: StrideTo<Int>, breakerLimit: Int) {
        state = Mutex(State(indices: indices.makeIterator()))
        self.breakerLimit = breakerLimit
    }

    /// The next index, or `nil` when there is none or the run is to stop.
    func next() -> Int? {
        state.withLock { state in
            state.stopReason == nil && !Task.isCancelled ? state.indices.next() : nil
        }
    }

    /// Notes that an example got its final verdict.
    func noteFinished() {
        state.withLock { state in
            state.finished += 1
            state.failuresInARow = 0
        }
    }

    /// Notes a failure of the machinery and says whether the work may be tried again; the feed stops when there are too many failures in a row.
    func mayRetry(after message: String) -> Bool {
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
