import ArgumentParser
import SystemPackage

/// Compares the launch of a sandbox with its peers in one interleaved loop: every round runs each contender once, so that a busy minute
/// of the machine falls on all of them alike.
@main
struct LaunchBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "launch-benchmark",
        abstract: "Launches per second of WitnessBox, bare C probes, bubblewrap and a plain process, side by side.",
        discussion: "A launch makes a sandbox with a fresh writable root, runs one command in it and takes it down again."
    )

    @Option(help: "An unpacked image owned by the user that sandboxes run as; by default one that holds nothing but busybox.")
    var rootfs: String?
    @Option(help: "The command to launch.")
    var command = "/bin/true"
    @Option(help: "Workers that launch at the same time, one table each.")
    var workers: [Int] = [1, 2, 4, 8, 32]
    @Option(help: "Launches of each contender in a round.")
    var launches = 256
    @Option(help: "Rounds.")
    var rounds = 5

    func run() async throws {
        let root = try rootfs.map { BenchmarkRoot(path: FilePath($0)) } ?? BenchmarkRoot.makeBusybox()
        defer { root.remove() }
        let contenders = try await Contender.all(root: root.path, command: command)
        var lowestRatio: Double?
        for workers in workers {
            var measurements = [Measurement](repeating: Measurement(), count: contenders.count)
            for _ in 0..<rounds {
                for (index, contender) in contenders.enumerated() {
                    measurements[index].add(try await contender.measure(workers: workers, launches: max(launches / workers, 4)))
                }
            }
            let table = Table(workers: workers, rows: zip(contenders, measurements).map { ($0.name, $1) })
            print(table.text)
            if let ratio = table.ratio(of: "witnessbox", to: "bubblewrap") { lowestRatio = min(ratio, lowestRatio ?? ratio) }
        }
        guard let lowestRatio else {
            print("ratio bubblewrap: not installed")
            return
        }
        print("ratio bubblewrap: \(lowestRatio.rounded(toPlaces: 2))")
    }
}
