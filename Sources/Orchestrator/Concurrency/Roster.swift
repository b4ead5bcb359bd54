import Synchronization

/// Who of a crew is at work.
public final class Roster: Sendable {
    private struct State {
        var limit: Int
        var working = 0
        var retired = 0
        var hasWork = true
    }

    private let state: Mutex<State>
    private let most: Int

    init(limit: Int, most: Int) {
        state = Mutex(State(limit: limit))
        self.most = max(1, most)
    }

    /// Workers that are at work.
    public var working: Int { state.withLock(\.working) }

    /// Whether a worker may take another piece of work; when not, it is to return.
    public func mayStay() -> Bool {
        state.withLock { state in
            guard state.working > state.limit else { return true }
            state.working -= 1
            state.retired += 1
            return false
        }
    }

    /// Takes a worker on; false when there are enough or there is no work.
    func join() -> Bool {
        state.withLock { state in
            guard state.hasWork, state.working < min(state.limit, most) else { return false }
            state.working += 1
            return true
        }
    }

    /// Notes that a worker has returned, which without having been sent away it does when no work is left.
    func leave() {
        state.withLock { state in
            if state.retired > 0 {
                state.retired -= 1
            } else {
                state.working -= 1
                state.hasWork = false
            }
        }
    }

    func limit(to limit: Int) {
        state.withLock { $0.limit = limit }
    }

    /// Whether nobody is at work or about to leave it.
    var isEmpty: Bool { state.withLock { $0.working == 0 && $0.retired == 0 } }
}
