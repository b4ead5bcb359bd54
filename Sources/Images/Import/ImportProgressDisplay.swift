import Foundation
import Synchronization

/// Shows an import to a person: one line that is drawn anew on a terminal, a plain line for each phase elsewhere. Thread-safe.
public final class ImportProgressDisplay: Sendable {
    private struct State {
        var phase = ""
        var lastDrawn = ContinuousClock.now - .seconds(1)
        var phaseStarted = ContinuousClock.now
        var isLineOpen = false
    }

    private let isTerminal: Bool
    private let write: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// A display on standard error; colour is never used, so `NO_COLOR` holds by itself.
    public convenience init() {
        self.init(isTerminal: isatty(FileHandle.standardError.fileDescriptor) == 1) { FileHandle.standardError.write(Data($0.utf8)) }
    }

    init(isTerminal: Bool, write: @escaping @Sendable (String) -> Void) {
        self.isTerminal = isTerminal
        self.write = write
    }

    /// Shows where the import is.
    public func show(_ progress: ImportProgress) {
        switch progress {
        case .hashing(let done, let total): advance("reading", done, total)
        case .unpacking(let done, let total): advance("unpacking", done, total)
        case .waiting: announce("waiting for another import of the same archive")
        case .warming(let command): announce("warming: \(command)")
        case .finishing: announce("finishing")
        case .warning(let text): announce("warning: \(text)")
        }
    }

    /// Ends the line on a terminal; anything may be printed afterwards.
    public func end() {
        state.withLock {
            if $0.isLineOpen { write("\r\u{1B}[K") }; $0.isLineOpen = false
        }
    }

    private func announce(_ text: String) {
        state.withLock { state in
            state.phase = text
            write(state.isLineOpen ? "\r\u{1B}[K\(text)\n" : "\(text)\n")
            state.isLineOpen = false
        }
    }

    private func advance(_ phase: String, _ done: Int, _ total: Int) {
        state.withLock { state in
            let now = ContinuousClock.now
            if state.phase != phase {
                state.phase = phase
                state.phaseStarted = now
                if !isTerminal { write("\(phase) \(ByteCount.text(total))\n") }
            } else if done < total, now - state.lastDrawn < .milliseconds(100) {
                return
            }
            guard isTerminal else { return }
            state.lastDrawn = now
            state.isLineOpen = true
            write("\r\u{1B}[K" + Self.line(phase, done: done, total: total, elapsed: now - state.phaseStarted))
        }
    }

    /// `unpacking  [#####     ]  50 %  890.00 MB of 1.79 GB  450.00 MB/s`
    static func line(_ phase: String, done: Int, total: Int, elapsed: Duration, width: Int = 30) -> String {
        let share = total > 0 ? min(1, Double(done) / Double(total)) : 1
        let filled = Int(share * Double(width))
        let bar = String(repeating: "#", count: filled) + String(repeating: " ", count: width - filled)
        let seconds = elapsed / .seconds(1)
        let rate = seconds > 0.05 ? "  \(ByteCount.text(Int(Double(done) / seconds)))/s" : ""
        return "\(phase)  [\(bar)]  \(Int(share * 100)) %  \(ByteCount.text(done)) of \(ByteCount.text(total))\(rate)"
    }
}
