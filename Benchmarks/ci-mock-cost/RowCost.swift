import Glibc

/// CPU time in milliseconds.
struct RowCost {
    /// Of this process.
    var process: Double
    /// Of its children that have ended.
    var slot: Double

    /// What was used so far.
    static func now() -> RowCost {
        RowCost(process: milliseconds(of: RUSAGE_SELF.rawValue), slot: milliseconds(of: RUSAGE_CHILDREN.rawValue))
    }

    private static func milliseconds(of who: Int32) -> Double {
        var usage = rusage()
        getrusage(who, &usage)
        return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)
    }

    private static func milliseconds(_ time: timeval) -> Double {
        Double(time.tv_sec) * 1000 + Double(time.tv_usec) / 1000
    }
}
