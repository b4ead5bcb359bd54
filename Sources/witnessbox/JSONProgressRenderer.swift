import Basics
import Orchestrator
import SystemPackage

/// One JSON object a line on standard output, for programs.
struct JSONProgressRenderer: ProgressRenderer {
    func show(_ event: RunEvent) {
        // An event holds nothing that JSON cannot express, and a reader that went away does not stop the run.
        guard let line = try? CanonicalJSON.encode(event) else { return }
        // One write a line, so that lines of different workers never mix.
        _ = try? FileDescriptor.standardOutput.writeAll(line + [UInt8(ascii: "\n")])
    }
}
