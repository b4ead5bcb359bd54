import Dispatch
import Foundation
import Synchronization

/// Lets SIGINT and SIGTERM end work gently: the first cancels it, the second ends the process at once.
enum RunCancellation {
    private static let signals = [SIGINT, SIGTERM]

    /// Runs `body`; a first signal cancels its task and calls `onSignal`.
    /// - Returns: what `body` returns, and the signal that cancelled it, if one did.
    static func run<Result: Sendable>(
        onSignal: @escaping @Sendable () -> Void,
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> (result: Result, signal: Int32?) {
        let received = Mutex<Int32?>(nil)
        let task = Task(operation: body)
        let sources = signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                let isFirst = received.withLock { received in
                    defer { received = received ?? number }
                    return received == nil
                }
                // The store is safe against the death of its process at any moment, and sandboxes die with it.
                guard isFirst else { _exit(128 + number) }
                onSignal()
                task.cancel()
            }
            source.resume()
            return source
        }
        defer {
            for (number, source) in zip(signals, sources) {
                source.cancel()
                signal(number, SIG_DFL)
            }
        }
        let result = try await task.value
        return (result, received.withLock { $0 })
    }
}
