import Foundation
import Orchestrator
import SystemPackage

/// One JSON object a line on standard output, for programs.
struct JSONProgressRenderer: ProgressRenderer {
    func show(_ event: RunEvent) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let line = try? encoder.encode(event) else { return }
        // One write a line, so that lines of different workers never mix.
        _ = try? FileDescriptor.standardOutput.writeAll(line + Data("\n".utf8))
    }
}
