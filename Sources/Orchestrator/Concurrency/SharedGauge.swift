import Synchronization

/// A gauge for closures that any thread may call.
final class SharedGauge: Sendable {
    private let gauge: Mutex<PressureGauge>

    init(_ gauge: sending PressureGauge) {
        self.gauge = Mutex(gauge)
    }

    func read() -> HostPressure {
        gauge.withLock { $0.read() }
    }
}
