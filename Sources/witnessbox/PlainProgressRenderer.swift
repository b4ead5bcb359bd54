import Orchestrator
import Synchronization
import SystemPackage

/// One line for each event on standard error, for logs.
final class PlainProgressRenderer: ProgressRenderer {
    private let progress = Mutex(RunProgress())

    func show(_ event: RunEvent) {
        progress.withLock { progress in
            progress.apply(event)
            guard let line = RunText.line(event, progress) else { return }
            _ = try? FileDescriptor.standardError.writeAll((line + "\n").utf8)
        }
    }
}
