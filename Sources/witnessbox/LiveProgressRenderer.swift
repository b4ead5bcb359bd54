import Foundation
import Orchestrator
import Synchronization
import SystemPackage

/// A bar that is redrawn in place on a terminal at standard error; what needs attention scrolls by above it.
final class LiveProgressRenderer: ProgressRenderer {
    private struct State {
        var progress = RunProgress()
        var lastDrawn: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    private let start = ContinuousClock.now
    private let colored: Bool

    init(colored: Bool) {
        self.colored = colored
    }

    func show(_ event: RunEvent) {
        state.withLock { state in
            state.progress.apply(event)
            if event.needsAttention, let line = RunText.line(event, state.progress) {
                write("\r\u{1B}[K\(line)\n")
                state.lastDrawn = nil
            }
            let now = ContinuousClock.now
            if case .ended = event {
                write("\r\u{1B}[K")
            } else if state.lastDrawn.map({ now - $0 >= .milliseconds(100) }) ?? true {
                write("\r\u{1B}[K" + RunText.bar(state.progress, elapsed: now - start, width: Self.terminalWidth, colored: colored))
                state.lastDrawn = now
            }
        }
    }

    private func write(_ text: String) {
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }

    private static var terminalWidth: Int {
        var size = winsize()
        return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }
}

extension RunEvent {
    fileprivate var needsAttention: Bool {
        switch self {
        case .finished(_, let verdict, _, _): verdict != .verified
        case .infrastructureFailure, .slotReplaced: true
        case .started, .concurrencyChanged, .ended: false
        }
    }
}
