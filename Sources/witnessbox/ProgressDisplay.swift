import Foundation
import SystemPackage

/// Which way of showing progress fits where the output goes.
enum ProgressDisplay {
    /// JSON when asked for; a live bar when standard error is a terminal that can redraw a line; else plain lines.
    static func renderer(json: Bool) -> any ProgressRenderer {
        let environment = ProcessInfo.processInfo.environment
        if json { return JSONProgressRenderer() }
        guard isatty(STDERR_FILENO) == 1, environment["TERM"] != "dumb" else { return PlainProgressRenderer() }
        return LiveProgressRenderer(colored: environment["NO_COLOR", default: ""].isEmpty)
    }

    /// A line for people on standard error.
    static func note(_ text: String) {
        _ = try? FileDescriptor.standardError.writeAll((text + "\n").utf8)
    }
}
