import SystemPackage

/// Reads the pressure of this host, all of it in one place: `/proc/pressure` (Linux 4.20, where the kernel has it on), `/proc/meminfo`, `/proc/stat`,
/// `/proc/loadavg`, and the memory limits of the cgroups that this process is in.
///
/// Shares are of the time since the reading before; the first reading has none.
struct PressureGauge {
    private let root: FilePath
    private let processors: Int
    private let clock: () -> ContinuousClock.Instant
    private var lastTime: ContinuousClock.Instant?
    private var lastStalls: [String: Int] = [:]
    private var lastTicks: (idle: Int, all: Int)?

    /// - Parameter root: what holds `proc` and `sys`.
    init(processors: Int, root: FilePath = "/", clock: @escaping () -> ContinuousClock.Instant = { .now }) {
        self.processors = max(1, processors)
        self.root = root
        self.clock = clock
    }

    mutating func read() -> HostPressure {
        let time = clock()
        let microseconds = lastTime.map { ($0.duration(to: time)) / .microseconds(1) }
        lastTime = time
        let memory = machineMemory()
        let cgroups = CgroupMemory.limits(root: root)
        return HostPressure(
            availableMemoryBytes: (cgroups.map(\.available) + [memory.available].compactMap { $0 }).min(),
            totalMemoryBytes: (cgroups.map(\.total) + [memory.total].compactMap { $0 }).min(),
            memoryStall: stall("memory", of: microseconds),
            cpuStall: stall("cpu", of: microseconds),
            cpuIdle: idleShare(),
            load: text("proc/loadavg")?.split(separator: " ").first.flatMap { Double($0) }.map { $0 / Double(processors) }
        )
    }

    private func machineMemory() -> (available: Int?, total: Int?) {
        let lines = (text("proc/meminfo") ?? "").split(separator: "\n")
        func bytes(_ name: String) -> Int? {
            lines.first { $0.hasPrefix(name) }?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
        }
        return (bytes("MemAvailable:"), bytes("MemTotal:"))
    }

    /// The line is `some avg10=0.00 avg60=0.00 avg300=0.00 total=0`, the total in microseconds.
    private mutating func stall(_ resource: String, of interval: Double?) -> Double? {
        guard let line = text("proc/pressure/\(resource)")?.split(separator: "\n").first, line.hasPrefix("some "),
            let total = line.split(separator: "=").last.flatMap({ Int($0) })
        else { return nil }
        defer { lastStalls[resource] = total }
        guard let last = lastStalls[resource], let interval, interval > 0 else { return nil }
        return min(1, Double(total - last) / interval)
    }

    /// The first line counts, in ticks of all processors together: user, nice, system, idle, waiting for a disk, and more kinds of work.
    private mutating func idleShare() -> Double? {
        let ticks = (text("proc/stat") ?? "").split(separator: "\n").first?.split(separator: " ").dropFirst().prefix(8).compactMap { Int($0) } ?? []
        guard ticks.count == 8 else { return nil }
        let now = (idle: ticks[3] + ticks[4], all: ticks.reduce(0, +))
        defer { lastTicks = now }
        guard let last = lastTicks, now.all > last.all else { return nil }
        return Double(now.idle - last.idle) / Double(now.all - last.all)
    }

    private func text(_ path: String) -> String? {
        SmallFile.text(root.appending(path))
    }
}
