import Foundation
import Synchronization

/// Runs blocking work off the cooperative pool, on a thread of its own.
enum WorkerThread {
    /// Whether the task that waits for the work was cancelled.
    final class Cancellation: Sendable {
        private let requested = Atomic(false)

        func request() { requested.store(true, ordering: .relaxed) }

        func check() throws {
            if requested.load(ordering: .relaxed) { throw CancellationError() }
        }
    }

    static func run<Result: Sendable>(_ body: @escaping @Sendable (Cancellation) throws -> Result) async throws -> Result {
        let cancellation = Cancellation()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                Thread { continuation.resume(with: Swift.Result { try body(cancellation) }) }.start()
            }
        } onCancel: {
            cancellation.request()
        }
    }
}
