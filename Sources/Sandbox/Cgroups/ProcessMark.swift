import Glibc
import SystemPackage

/// What tells a process from every other one, also from a later one of the same number.
struct ProcessMark: Hashable, CustomStringConvertible {
    let process: pid_t
    /// When it started, in clock ticks since the machine did.
    let start: UInt64

    static let own = ProcessMark(of: getpid()) ?? ProcessMark(process: getpid(), start: 0)

    init(process: pid_t, start: UInt64) {
        self.process = process
        self.start = start
    }

    /// The mark of a living process; nil when there is none of this number.
    init?(of process: pid_t) {
        // The name in parentheses may hold anything; the fields after it may not.
        guard let fields = CgroupFiles.read(FilePath("/proc/\(process)/stat"))?.split(separator: ")").last?.split(separator: " "), fields.count > 19,
            let start = UInt64(fields[19])
        else { return nil }
        self.init(process: process, start: start)
    }

    var isAlive: Bool { ProcessMark(of: process) == self }

    var description: String { "\(process)-\(start)" }
}
