import Foundation

/// How many jobs are in flight at the same time.
public enum Concurrency: Sendable {
    /// Always this many, at least 1.
    case fixed(Int)
    /// As many as this controller decides, once after each pause, from what `read` says.
    case adaptive(ConcurrencyController, read: @Sendable () -> HostPressure, pause: @Sendable () async throws -> Void)

    /// As many as this host bears, looked at every second.
    public static func automatic() -> Concurrency {
        let processors = ProcessInfo.processInfo.activeProcessorCount
        let gauge = SharedGauge(PressureGauge(processors: processors))
        return .adaptive(ConcurrencyController(processors: processors), read: { gauge.read() }, pause: { try await Task.sleep(for: .seconds(1)) })
    }

    /// How many are in flight at first.
    public var initial: Int {
        switch self {
        case .fixed(let number): max(1, number)
        case .adaptive(let controller, _, _): controller.limit
        }
    }
}
