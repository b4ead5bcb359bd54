import CSandboxWire
import Glibc
import Synchronization

/// Tells the slot's thread, which may be waiting in `poll`, that the task it works for was cancelled.
final class Cancellation: Sendable {
    private let event: OwnedDescriptor
    private let state = Atomic(false)

    init() throws(SandboxError) {
        let number = sandbox_event()
        guard number >= 0 else { throw SandboxError(stage: "eventfd", errorNumber: errno) }
        event = OwnedDescriptor(number)
    }

    /// Readable for ever once cancelled.
    var descriptor: Int32 { event.number }

    var isCancelled: Bool { state.load(ordering: .acquiring) }

    func cancel() {
        state.store(true, ordering: .releasing)
        sandbox_raise_event(event.number)
    }
}
