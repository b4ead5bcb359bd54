import Glibc
import Sandbox
import SystemPackage

/// The cost of launches that were made one after another.
struct Launches {
    /// Of each launch, in microseconds.
    private var latencies: [Int] = []
    /// Of this process and the sandboxes, in microseconds.
    private var cpu = 0

    /// Launches from a slot of their own.
    mutating func measure(count: Int, root: FilePath) async throws {
        let slot = try await SandboxSlot(rootFileSystem: root)
        let before = Self.cpuMicroseconds()
        for _ in 0..<count {
            let start = ContinuousClock.now
            let result = try await slot.withSandbox(limits: Limits()) { try await $0.run(Command(arguments: ["/bin/true"])) }
            latencies.append(start.duration(to: .now).microseconds)
            guard result.termination == .exited(0) else { throw BenchmarkError(description: "/bin/true: \(result.termination)") }
        }
        await slot.close()
        cpu += Self.cpuMicroseconds() - before
    }

    /// A percentile of the latency, in milliseconds.
    func latency(percentile: Int) -> Double {
        Double(latencies.sorted()[(latencies.count - 1) * percentile / 100]) / 1000
    }

    /// CPU time of a launch, in milliseconds.
    var cpuMilliseconds: Double { Double(cpu) / Double(latencies.count) / 1000 }

    var text: String {
        let latencies = [10, 50, 95].map { "p\($0) \(latency(percentile: $0).rounded(toPlaces: 2)) ms" }.joined(separator: ", ")
        return "\(latencies), CPU \(cpuMilliseconds.rounded(toPlaces: 2)) ms"
    }

    /// Of this process and of the zygotes it has closed, with all that these launched.
    private static func cpuMicroseconds() -> Int {
        [RUSAGE_SELF.rawValue, RUSAGE_CHILDREN.rawValue].map { who in
            var usage = rusage()
            getrusage(__rusage_who_t(who), &usage)
            return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000 + Int(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
        }.reduce(0, +)
    }
}

extension Duration {
    var microseconds: Int { Int(self / .microseconds(1)) }
}

extension Double {
    func rounded(toPlaces places: Int) -> Double {
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        return (self * scale).rounded() / scale
    }
}
