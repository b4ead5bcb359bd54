import Synchronization

@testable import Orchestrator

/// Collects the events of a run.
final class EventLog: Sendable {
    private let log = Mutex<[RunEvent]>([])

    var events: [RunEvent] { log.withLock { $0 } }

    func append(_ event: RunEvent) {
        log.withLock { $0.append(event) }
    }
}
