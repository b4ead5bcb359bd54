import ArgumentParser
import Catalog
import Dataset
import Foundation
import Orchestrator
import SystemPackage

/// What it costs to make a dataset of verified rows: duplicates, splits, measures and card, without carrying anything out.
@main
struct DatasetBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dataset-benchmark",
        abstract: "Render the rows of a plan, unexecuted, and time what follows their verification."
    )

    @Option(help: "Rows of the plan.")
    var rows = 100_000

    @Option(help: "Seed of the plan.")
    var seed: UInt64 = 7

    @Option(help: "Keep the dataset in this directory.", completion: .directory)
    var output: String?

    func run() throws {
        let directory = output ?? FileManager.default.temporaryDirectory.appending(path: "dataset-benchmark-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { if output == nil { try? FileManager.default.removeItem(atPath: directory) } }
        let plan = try Plan(seed: seed, catalog: try Catalog.load(directories: []))
        let builder = JobBuilder(catalog: plan.catalog, imageDigest: "sha256:0")
        let exporter = try DatasetExporter(directory: FilePath(directory))
        let clock = ContinuousClock()
        var rendering = Duration.zero
        var adding = Duration.zero
        for index in 0..<rows {
            let begin = clock.now
            let planned = try builder.plannedJob(for: plan.specification(at: index))
            let row = try JSONDecoder().decode(PlannedExample.self, from: Data(planned.specification)).row
            let middle = clock.now
            try exporter.add(row, index: index, controls: 3)
            rendering += middle - begin
            adding += clock.now - middle
        }
        var stages: [(String, Duration)] = [("rendering the rows", rendering), ("taking them", adding)]
        let provenance = DatasetProvenance(seed: seed, imageDigest: "sha256:0", catalogVersion: plan.catalog.version, planned: rows, executed: rows)
        _ = try exporter.finish(provenance) { stage, duration in stages.append((stage, duration)) }
        for (stage, duration) in stages {
            print("\((duration / .seconds(1)).text(decimals: 1)) s  \(stage)")
        }
        print("\(try peakMemoryMebibytes()) MiB of memory at most")
    }

    private func peakMemoryMebibytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
    }
}
