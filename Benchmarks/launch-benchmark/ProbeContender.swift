import Subprocess
import SystemPackage

/// Launches by worker processes, see `launch-probe`.
struct ProbeContender {
    let mode: String
    let workshop: Workshop
    let command: [String]

    func measure(workers: Int, launches: Int) async throws -> Measurement.Round {
        let kernelBefore = KernelThreads()
        let reports = try await withThrowingTaskGroup(of: Report.self) { group in
            for worker in 0..<workers {
                group.addTask { try await work(launches: launches, worker: worker) }
            }
            return try await group.reduce(into: [Report]()) { $0.append($1) }
        }
        let kernel = KernelThreads().cpuMicroseconds(since: kernelBefore)
        let start = reports.map(\.start).min() ?? 0
        let end = reports.map(\.end).max() ?? 0
        return Measurement.Round(
            latencies: reports.flatMap(\.latencies), elapsed: end - start, cpu: reports.map(\.cpu).reduce(0, +), kernelCPU: kernel)
    }

    /// KiB of the machine's memory that each of some sandboxes takes which live at once, its worker included.
    func memory(sandboxes: Int, lifetime: Lifetime) async throws -> Int {
        let before = try MachineMemory.kibibytes()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<sandboxes {
                group.addTask { _ = try await work(launches: 1, worker: worker, lifetime: lifetime) }
            }
            try await Task.sleep(for: lifetime.middle)
            let used = try MachineMemory.kibibytes() - before
            try await group.waitForAll()
            return max(used, 0) / sandboxes
        }
    }

    private struct Report {
        var latencies: [Int]
        var start: Int
        var end: Int
        var cpu: Int
    }

    private func work(launches: Int, worker: Int, lifetime: Lifetime? = nil) async throws -> Report {
        let bundle = ContainerBundle.path(in: workshop, lifetime: lifetime).string
        var words = command.map { $0.replacing("{worker}", with: "worker\(worker)").replacing("{bundle}", with: bundle) }
        if let lifetime, !command.contains("{bundle}") { words.append(lifetime.argument) }
        let outcome = try await Subprocess.run(
            .path(workshop.program("launch-probe")),
            arguments: Arguments([mode, String(launches), workshop.root.string] + words),
            environment: .custom(["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": workshop.path.appending("state").string]),
            // A pipe, since crun makes what it reads from its container's user's, were it the machine's /dev/null.
            input: .string(""),
            output: .string(limit: 1 << 24),
            error: .string(limit: 1 << 16)
        )
        var lines = outcome.standardOutput.split(separator: "\n").map { $0.split(separator: " ").compactMap { Int($0) } }
        guard outcome.terminationStatus.isSuccess, let last = lines.popLast(), last.count == 3 else {
            throw BenchmarkError(description: outcome.standardError.isEmpty ? "\(outcome.terminationStatus)" : outcome.standardError)
        }
        return Report(latencies: lines.flatMap { $0 }, start: last[0], end: last[1], cpu: last[2])
    }
}
