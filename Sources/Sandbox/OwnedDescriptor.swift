import Glibc
import Synchronization

/// A file descriptor that is closed with its owner, or before.
final class OwnedDescriptor: Sendable {
    let number: Int32
    private let isOpen = Atomic(true)

    init(_ number: Int32) {
        self.number = number
    }

    deinit {
        close()
    }

    func close() {
        if isOpen.exchange(false, ordering: .acquiringAndReleasing) { Glibc.close(number) }
    }

    /// Gives the descriptor to somebody who closes it.
    func handOver() -> Int32 {
        isOpen.store(false, ordering: .releasing)
        return number
    }
}
