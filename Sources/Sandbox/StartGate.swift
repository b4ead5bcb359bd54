import Glibc

/// Limits how many zygotes and sandboxes this process makes at the same time, however many of them live: past some starts for each processor more
/// only make each other late.
///
/// Those who wait block their thread, which a slot has for that.
final class StartGate: @unchecked Sendable {
    static let shared = StartGate(places: sysconf(Int32(_SC_NPROCESSORS_ONLN)) * placesPerProcessor)

    private static let placesPerProcessor = 4
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init(places: Int) {
        sem_init(semaphore, 0, UInt32(max(1, places)))
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    /// Waits for a place.
    func enter() -> Place {
        while sem_wait(semaphore) < 0 {}
        return Place(gate: self)
    }

    /// The right to make one thing, until it is given back.
    final class Place {
        private let gate: StartGate
        private var isHeld = true

        fileprivate init(gate: StartGate) {
            self.gate = gate
        }

        deinit {
            leave()
        }

        func leave() {
            if isHeld { sem_post(gate.semaphore) }
            isHeld = false
        }
    }
}
