import Dataset
import Orchestrator

/// Words for people about a run.
enum RunText {
    /// The line of an event, `nil` for an event that needs none.
    static func line(_ event: RunEvent, _ progress: RunProgress) -> String? {
        switch event {
        case .started(let planned, let verified, let rejected, let workers):
            return "\(planned) examples, \(verified + rejected) done before; \(workers) at a time"
        case .finished(let id, let verdict, _, let milliseconds):
            let line = "[\(progress.finished)/\(progress.planned)] \(verdict.name) \(id) in \(seconds(.milliseconds(milliseconds)))"
            return verdict.rejection.map { "\(line): \($0.step): \($0.message)" } ?? line
        case .infrastructureFailure(let id, let attempt, let message, let willRetry):
            return "\(id): attempt \(attempt): \(message)\(willRetry ? "; trying again" : "")"
        case .slotReplaced(let cause):
            return "a sandbox slot was replaced: \(cause)"
        case .concurrencyChanged(let workers, let cause):
            return "\(workers) at a time now: \(words(cause))"
        case .ended:
            return nil
        }
    }

    /// The live bar, cut to `width` columns.
    static func bar(_ progress: RunProgress, elapsed: Duration, width: Int, colored: Bool) -> String {
        let cells = 20
        let full = Int(progress.fraction * Double(cells))
        let drawn = String(repeating: "█", count: full) + String(repeating: "░", count: cells - full)
        var parts = ["\(progress.finished)/\(progress.planned)"]
        if let rate = progress.rate(after: elapsed) {
            parts.append(rate >= 1 ? "\(rate.text(decimals: 1))/s" : "\((rate * 60).text(decimals: 1))/min")
        }
        if let remaining = progress.remaining(after: elapsed) { parts.append("\(clock(remaining)) left") }
        parts.append("\(progress.workers) at a time")
        parts.append("\(progress.verified) verified")
        if progress.rejected > 0 { parts.append("\(progress.rejected) rejected\(list(progress.failureClasses))") }
        if progress.infrastructureFailures > 0 { parts.append("\(progress.infrastructureFailures) infrastructure failures") }
        let text = String((drawn + " " + parts.joined(separator: " · ")).prefix(width - 1))
        guard colored, text.count > cells else { return text }
        let color = progress.rejected == 0 ? 32 : 33
        return "\u{1B}[\(color)m\(text.prefix(cells))\u{1B}[0m\(text.dropFirst(cells))"
    }

    private static func words(_ cause: ConcurrencyController.Cause) -> String {
        switch cause {
        case .memoryShort: "memory is short"
        case .processorsContended: "the processors are fought over"
        case .processorsIdle: "processors are idle"
        case .memoryAmple: "memory is ample again"
        }
    }

    /// The words at the end of a run, one line each.
    static func summary(_ summary: RunSummary, directory: String) -> [String] {
        var lines = ["\(summary.planned) examples: \(summary.verified) verified, \(summary.rejected) rejected\(list(summary.failureClasses))"]
        if summary.remaining > 0 { lines[0] += ", \(summary.remaining) to do" }
        if summary.rejected > 0 { lines.append("'witnessbox failures \(directory)' shows what was rejected") }
        if summary.interrupted { lines.append("stopped as asked; the same command goes on from here") }
        if let failure = summary.infrastructureFailure { lines.append("gave up: \(failure); the same command goes on from here") }
        return lines
    }

    /// The line about a dataset that was written.
    static func dataset(_ summary: DatasetSummary, directory: String) -> String {
        let splits = splits(summary.rows)
        let repetitions = summary.duplicates == 0 ? "" : "; \(summary.duplicates.grouped) repetitions and near repetitions left out"
        return "dataset in \(directory)/dataset: \(splits)\(repetitions)"
    }

    /// The splits that have a file, and their rows.
    static func splits(_ rows: [Split: Int]) -> String {
        Split.allCases.compactMap { split in rows[split].map { "\(split.rawValue) \($0.grouped)" } }.joined(separator: ", ")
    }

    /// ` (a 3, b 1)`, the most frequent first; empty for none.
    private static func list(_ counts: [String: Int]) -> String {
        guard !counts.isEmpty else { return "" }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return " (" + sorted.map { "\($0.key) \($0.value)" }.joined(separator: ", ") + ")"
    }

    private static func seconds(_ duration: Duration) -> String {
        "\((duration / .seconds(1)).text(decimals: 1)) s"
    }

    private static func clock(_ duration: Duration) -> String {
        let total = Int(duration / .seconds(1))
        let (hours, minutes, seconds) = (total / 3600, total / 60 % 60, total % 60)
        if hours > 0 { return "\(hours) h \(minutes) min" }
        return minutes > 0 ? "\(minutes) min \(seconds) s" : "\(seconds) s"
    }
}
