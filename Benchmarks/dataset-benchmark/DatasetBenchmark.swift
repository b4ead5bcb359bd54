import ArgumentParser
import Catalog
import Dataset
import Foundation
import Orchestrator
import SystemPackage

/// What it costs to plan a dataset and to make it of verified rows: duplicates, splits, measures and card, without carrying anything out.
@main
struct DatasetBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dataset-benchmark",
        abstract: "Plan rows, render them unexecuted, and time what follows their verification."
    )

    @Option(help: "Rows of the plan.")
    var rows = 100_000

    @Option(help: "Seed of the plan.")
    var seed: UInt64 = 7

    @Option(help: "Keep the dataset in this directory.", completion: .directory)
    var output: String?

    @Flag(help: "Only plan, and count what the plan covers.")
    var planOnly = false

    func run() throws {
        let directory = output ?? FileManager.default.temporaryDirectory.appending(path: "dataset-benchmark-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { if output == nil { try? FileManager.default.removeItem(atPath: directory) } }
        let plan = try Plan(seed: seed, catalog: try Catalog.load(directories: []))
        let builder = JobBuilder(catalog: plan.catalog, imageDigest: "sha256:0")
        let exporter = try DatasetExporter(directory: FilePath(directory))
        let clock = ContinuousClock()
        var stages: [(String, Duration)] = []
        stages.append(("planning the rows", clock.measure { for index in 0..<rows { _ = plan.specification(at: index) } }))
        let memory = try peakMemoryMebibytes()
        var coverage = Coverage(of: plan)
        stages.append(("counting what they cover", clock.measure { for index in 0..<rows { coverage.add(plan.specification(at: index)) } }))
        for report in coverage.reports() {
            print("\(report.seen.grouped) of \(report.allowed.grouped) combinations of \(report.size) values, the rarest \(report.fewest) times")
        }
        if planOnly { return try report(stages, planning: memory) }
        var rendering = Duration.zero
        var adding = Duration.zero
        for index in 0..<rows {
            let begin = clock.now
            let row = try builder.row(for: plan.specification(at: index))
            let middle = clock.now
            try exporter.add(row, index: index, controls: 3)
            rendering += middle - begin
            adding += clock.now - middle
        }
        stages += [("rendering the rows", rendering), ("taking them", adding)]
        let provenance = DatasetProvenance(seed: seed, imageDigest: "sha256:0", catalogVersion: plan.catalog.version, planned: rows, executed: rows)
        _ = try exporter.finish(provenance) { stage, duration in stages.append((stage, duration)) }
        try report(stages, planning: memory)
    }

    private func report(_ stages: [(String, Duration)], planning memory: Int) throws {
        for (stage, duration) in stages {
            print("\((duration / .seconds(1)).text(decimals: 1)) s  \(stage)")
        }
        print("\(memory) MiB of memory at most to plan, \(try peakMemoryMebibytes()) MiB for all")
    }

    private func peakMemoryMebibytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
    }
}
