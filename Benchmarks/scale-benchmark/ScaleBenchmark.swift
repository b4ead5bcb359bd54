import ArgumentParser
import Glibc
import Sandbox
import SystemPackage

/// What a launch costs while many other sandboxes of the same process live, and what each of these takes of the machine's memory.
///
/// Every round measures launches beside no live sandbox and beside all of them, so that a busy minute of the machine falls on both alike.
@main
struct ScaleBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scale-benchmark",
        abstract: "The cost of a launch, and the memory of a sandbox, at many live sandboxes.",
        discussion: "Each live sandbox has a slot of its own in this process and runs one sleeping command."
    )

    @Option(help: "Sandboxes that live at the same time.")
    var live = 1000
    @Option(help: "Launches measured beside none and beside all of them in a round.")
    var launches = 128
    @Option(help: "Rounds.")
    var rounds = 5

    func run() async throws {
        let root = try BusyboxRoot()
        defer { root.remove() }
        var beside = (none: Launches(), all: Launches())
        var uses: [MemoryUse] = []
        var starts: [Duration] = []
        var ends: [Duration] = []
        var watching: [Int] = []
        var warmUp = Launches()
        try await warmUp.measure(count: launches, root: root.path)
        for _ in 0..<rounds {
            try await beside.none.measure(count: launches, root: root.path)
            let before = try MemoryUse()
            let begin = ContinuousClock.now
            let crowd = try await Crowd(count: live, root: root.path)
            starts.append(begin.duration(to: .now))
            uses.append(try MemoryUse() - before)
            watching.append(try await cpuOfASecond())
            try await beside.all.measure(count: launches, root: root.path)
            let end = ContinuousClock.now
            try await crowd.end()
            ends.append(end.duration(to: .now))
        }
        print("launch beside none: \(beside.none.text)")
        print("launch beside \(live): \(beside.all.text)")
        print("\(live) started in \(seconds(starts)) s, ended in \(seconds(ends)) s")
        print("CPU that all of them take by only living: \(watching.sorted()[rounds / 2]) ms a second")
        print("memory of a live sandbox in KiB: \(MemoryUse.median(of: uses).text(sandboxes: live))")
        print("ratio p10: \((beside.all.latency(percentile: 10) / beside.none.latency(percentile: 10)).rounded(toPlaces: 2))")
        print("ratio CPU: \((beside.all.cpuMilliseconds / beside.none.cpuMilliseconds).rounded(toPlaces: 2))")
    }

    /// CPU time of a second of the crowd's life, in milliseconds.
    private func cpuOfASecond() async throws -> Int {
        let before = ProcessFiles.cpuMicrosecondsOfDescendants()
        let begin = ContinuousClock.now
        try await Task.sleep(for: .seconds(3))
        let used = ProcessFiles.cpuMicrosecondsOfDescendants() - before
        return used * 1000 / begin.duration(to: .now).microseconds
    }

    /// The median of some durations.
    private func seconds(_ durations: [Duration]) -> Double {
        (Double(durations.sorted()[durations.count / 2].microseconds) / 1e6).rounded(toPlaces: 1)
    }
}
