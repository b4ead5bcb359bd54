import ArgumentParser
import Foundation
import Sandbox
import Synchronization
import SystemPackage

/// By which means limits are held, as flags.
struct EnforcementOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Hold limits by cgroups: auto for those that this process may use, none, or a delegated directory of cgroup v2; see docs/limits.md.",
            valueName: "auto|none|directory"))
    var cgroup = "auto"

    @Flag(help: "Where a limit cannot be held as asked, hold it as well as can be and say in one line what is weaker.")
    var bestEffortLimits = false

    func validate() throws {
        if !["auto", "none"].contains(cgroup), !cgroup.hasPrefix("/") {
            throw ValidationError("--cgroup must be auto, none or the absolute path of a cgroup, not '\(cgroup)'")
        }
    }

    /// What the flags ask for; each weakness is told once, on standard error.
    var enforcement: LimitEnforcement {
        let cgroups: LimitEnforcement.Cgroups =
            switch cgroup {
            case "auto": .automatic
            case "none": .unused
            default: .below(FilePath(cgroup))
            }
        return LimitEnforcement(cgroups: cgroups, concede: bestEffortLimits ? Self.concede : nil)
    }

    private static let told = Mutex<Set<String>>([])

    @Sendable private static func concede(_ weakness: String) {
        guard told.withLock({ $0.insert(weakness).inserted }) else { return }
        FileHandle.standardError.write(Data("witnessbox: weaker limits: \(weakness)\n".utf8))
    }
}
