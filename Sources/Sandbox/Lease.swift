import CSandboxWire
import Glibc
import Synchronization

/// One caller's right to one sandbox: what is shared between the task that uses it and the slot's thread that serves it.
final class Lease: Sendable {
    let limits: Limits
    private let event: OwnedDescriptor
    private let state = Atomic(State.unused)

    private enum State: UInt8, AtomicRepresentable {
        case unused
        case begun
        case over
        case cancelled
    }

    init(limits: Limits) throws(SandboxError) {
        self.limits = limits
        let number = sandbox_event()
        guard number >= 0 else { throw SandboxError(stage: "eventfd", errorNumber: errno) }
        event = OwnedDescriptor(number)
    }

    /// Readable for good once cancelled, for a thread that waits in `poll`.
    var cancellationDescriptor: Int32 { event.number }

    var isCancelled: Bool { state.load(ordering: .acquiring) == .cancelled }

    /// Marks the sandbox as started; false when it was before, or may not be any more.
    func begin() -> Bool {
        state.compareExchange(expected: .unused, desired: .begun, ordering: .acquiringAndReleasing).exchanged
    }

    /// Ends the right without ending what runs.
    func end() {
        state.store(.over, ordering: .releasing)
    }

    /// Ends the right and what runs under it.
    func cancel() {
        state.store(.cancelled, ordering: .releasing)
        sandbox_raise_event(event.number)
    }
}
