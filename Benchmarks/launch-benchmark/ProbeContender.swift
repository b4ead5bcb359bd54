import Subprocess
import SystemPackage

/// Launches by worker processes, see `launch-probe`.
struct ProbeContender {
    let mode: String
    let root: FilePath
    let command: [String]

    func measure(workers: Int, launches: Int) async throws -> Measurement.Round {
        let reports = try await withThrowingTaskGroup(of: Report.self) { group in
            for _ in 0..<workers {
                group.addTask { try await work(launches: launches) }
            }
            return try await group.reduce(into: [Report]()) { $0.append($1) }
        }
        let start = reports.map(\.start).min() ?? 0
        let end = reports.map(\.end).max() ?? 0
        return Measurement.Round(latencies: reports.flatMap(\.latencies), elapsed: end - start, cpu: reports.map(\.cpu).reduce(0, +))
    }

    private struct Report {
        var latencies: [Int]
        var start: Int
        var end: Int
        var cpu: Int
    }

    private func work(launches: Int) async throws -> Report {
        let probe = FilePath(CommandLine.arguments[0]).removingLastComponent().appending("launch-probe")
        let outcome = try await Subprocess.run(
            .path(probe),
            arguments: Arguments([mode, String(launches), root.string] + command),
            output: .string(limit: 1 << 24),
            error: .string(limit: 1 << 16)
        )
        var lines = outcome.standardOutput.split(separator: "\n").map { $0.split(separator: " ").compactMap { Int($0) } }
        guard outcome.terminationStatus.isSuccess, let last = lines.popLast(), last.count == 3 else {
            throw BenchmarkError(description: "\(mode) \(command.joined(separator: " ")): \(outcome.terminationStatus) \(outcome.standardError)")
        }
        return Report(latencies: lines.flatMap { $0 }, start: last[0], end: last[1], cpu: last[2])
    }
}

struct BenchmarkError: Error, CustomStringConvertible {
    let description: String
}
