import Glibc
import Sandbox
import SystemPackage

/// Launches by WitnessBox itself, one slot a worker.
struct SlotContender {
    let root: FilePath
    let command: String

    func measure(workers: Int, launches: Int) async throws -> Measurement.Round {
        let before = cpu()
        var slots: [SandboxSlot] = []
        for _ in 0..<workers {
            slots.append(try await SandboxSlot(rootFileSystem: root))
        }
        let start = ContinuousClock.now
        let latencies = try await withThrowingTaskGroup(of: [Int].self) { group in
            for slot in slots {
                group.addTask { try await work(in: slot, launches: launches) }
            }
            return try await group.reduce(into: [Int]()) { $0 += $1 }
        }
        let elapsed = start.duration(to: .now)
        for slot in slots {
            await slot.close()
        }
        return Measurement.Round(latencies: latencies, elapsed: elapsed.microseconds, cpu: cpu() - before)
    }

    private func work(in slot: SandboxSlot, launches: Int) async throws -> [Int] {
        var latencies: [Int] = []
        for _ in 0..<launches {
            let start = ContinuousClock.now
            let result = try await slot.withSandbox(limits: Limits()) { sandbox in
                try await sandbox.run(Command(arguments: [command]))
            }
            guard result.termination == .exited(0) else { throw BenchmarkError(description: "\(command): \(result.termination)") }
            latencies.append(start.duration(to: .now).microseconds)
        }
        return latencies
    }

    /// CPU time of this process and of the zygotes it has closed, with all that these launched, in microseconds.
    private func cpu() -> Int {
        [RUSAGE_SELF.rawValue, RUSAGE_CHILDREN.rawValue].map { who in
            var usage = rusage()
            getrusage(__rusage_who_t(who), &usage)
            return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000 + Int(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
        }.reduce(0, +)
    }
}

extension Duration {
    var microseconds: Int {
        Int(components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000)
    }
}
