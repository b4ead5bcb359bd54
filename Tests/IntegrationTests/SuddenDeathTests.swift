import Foundation
import Orchestrator
import SystemPackage
import TestSupport
import Testing

/// Orchestrator, zygotes and first processes of sandboxes, killed at random moments of real runs.
///
/// `WITNESSBOX_TEST_KILLS` is how many to kill, `WITNESSBOX_TEST_SEED` picks whom and when.
@Suite("Sudden death", ToolchainImage.isAsked)
struct SuddenDeathTests {
    private static let rows = 12

    /// What a run directory holds apart from what may vary: the dataset's bytes, the names of all files, and the verdict on each example.
    private struct Result: Equatable {
        var dataset: [String: Data]
        var names: [String]
        var states: [String: ExampleState]

        init(of run: String, in box: TemporaryDirectory) throws {
            dataset = try box.files(under: "\(run)/dataset")
            // The store's own side files come and go.
            names = box.contents(of: run).filter { !$0.hasPrefix("run.sqlite-") }
            states = [:]
            try RunStore(reading: box.path.appending(run)).forEachExample { states[$0.id] = $0.state }
        }
    }

    @Test func nothingIsLostDoubledHalfWrittenOrLeftBehind() throws {
        let environment = ProcessInfo.processInfo.environment
        let kills = environment["WITNESSBOX_TEST_KILLS"].flatMap { Int($0) } ?? 12
        var generator = SeededGenerator(state: environment["WITNESSBOX_TEST_SEED"].flatMap { UInt64($0) } ?? 1)
        let box = try TemporaryDirectory()
        try box.makeDirectory("temporary")
        let begin = ContinuousClock.now
        #expect(try start(in: "undisturbed", box).ending(within: 300).exitCode == 0)
        // So that some work gets done between two deaths, on a slow machine too.
        let longestDelay = begin.duration(to: .now) / .seconds(6)
        let undisturbed = try Result(of: "undisturbed", in: box)
        #expect(undisturbed.states.count == Self.rows)

        var orchestrators: [pid_t] = []
        var tally: [MortalRun.Part: Int] = [:]
        var infrastructureEnds = 0
        var passes = 0
        while tally.values.reduce(0, +) < kills {
            passes += 1
            let run = "disturbed-\(passes)"
            var exitCode: Int32
            repeat {
                let before = tally
                let ending = try live(
                    in: run, box, killsLeft: kills - tally.values.reduce(0, +), within: longestDelay, &tally, &orchestrators, using: &generator)
                exitCode = ending.exitCode
                infrastructureEnds += ending.events.count { $0["event"] as? String == "infrastructure-failure" }
                try expectRecord(of: ending, in: run, box)
                #expect(box.contents(of: "temporary").isEmpty)
                if exitCode == 75 {
                    // Too many ends of machinery in a row make a run give up: only where some were brought about.
                    try #require(tally != before, "\(ending.errors)")
                } else if exitCode != 0 {
                    try #require(exitCode == 128 + SIGKILL && tally[.orchestrator] != before[.orchestrator], "\(exitCode): \(ending.errors)")
                }
            } while exitCode != 0
            #expect(try Result(of: run, in: box) == undisturbed, "pass \(passes)")
            // What a killed orchestrator could not remove, the next one did.
            #expect(cgroups(of: orchestrators).isEmpty)
            let verified = try CommandLineTool.run("verify", box.path.appending(run).string)
            #expect(verified.exitCode == 0, "\(verified.output)\(verified.errors)")
            if passes > 1 { try FileManager.default.removeItem(atPath: box.path.appending(run).string) }
        }
        print("killed \(tally), in \(passes) runs with \(infrastructureEnds) infrastructure ends")
    }

    private func start(in run: String, _ box: TemporaryDirectory) throws -> MortalRun {
        try MortalRun(
            [
                "generate", "--target", "\(Self.rows)", "--seed", "5", "--parallel", "3", "--json", "--image", try ToolchainImage.name(),
                "--output", box.path.appending(run).string,
            ],
            environment: ["TMPDIR": box.path.appending("temporary").string],
            scratch: box.path
        )
    }

    /// One life of an orchestrator, which ends with its work or with its death.
    private func live(
        in run: String,
        _ box: TemporaryDirectory,
        killsLeft: Int,
        within longestDelay: Double,
        _ tally: inout [MortalRun.Part: Int],
        _ orchestrators: inout [pid_t],
        using generator: inout SeededGenerator
    ) throws -> MortalRun.Ending {
        let process = try start(in: run, box)
        var left = killsLeft
        while left > 0 && process.isRunning {
            let part = MortalRun.Part.allCases.randomElement(using: &generator) ?? .orchestrator
            // Most deaths are to come amid the work, some before it.
            if Int.random(in: 0..<4, using: &generator) > 0 { process.awaitFirstEvent() }
            Thread.sleep(forTimeInterval: .random(in: 0...longestDelay, using: &generator))
            // There may be no sandbox yet.
            while process.isRunning {
                guard process.kill(part, using: &generator) else {
                    Thread.sleep(forTimeInterval: MortalRun.lookInterval)
                    continue
                }
                tally[part, default: 0] += 1
                left -= 1
                break
            }
            if part == .orchestrator { break }
        }
        let ending = try process.ending(within: 300)
        if let orchestrator = process.orchestrator { orchestrators.append(orchestrator) }
        return ending
    }

    /// Control groups are named after the orchestrator that made them.
    private func cgroups(of orchestrators: [pid_t]) -> [String] {
        let prefixes = orchestrators.map { "witnessbox-\($0)-" }
        let all = FileManager.default.enumerator(atPath: "/sys/fs/cgroup")?.compactMap { $0 as? String } ?? []
        return all.filter { path in
            let name = path.split(separator: "/").last ?? ""
            return prefixes.contains { name.hasPrefix($0) }
        }
    }

    /// What the run said to be finished is in its store, and what is there is whole.
    private func expectRecord(of ending: MortalRun.Ending, in run: String, _ box: TemporaryDirectory) throws {
        var states: [String: ExampleState] = [:]
        let directory = box.path.appending(run)
        // It may have died before it made the store.
        guard FileManager.default.fileExists(atPath: directory.string), try RunStore.plan(of: directory) != nil else { return }
        let store = try RunStore(reading: directory)
        try store.forEachExample { example in
            states[example.id] = example.state
            let attempts = try store.attempts(of: example)
            #expect(attempts.map(\.number) == Array(1...attempts.count), "\(example.id)")
            #expect(attempts.count { $0.verdict.name != "infrastructure" } == (example.state == .pending ? 0 : 1), "\(example.id)")
            if example.state == .verified { #expect(attempts.last?.steps.count == example.job.steps.count, "\(example.id)") }
        }
        for event in ending.events where event["event"] as? String == "finished" {
            let id = try #require(event["id"] as? String)
            #expect(states[id]?.rawValue == event["verdict"] as? String, "\(id) was said to be finished")
        }
    }
}

/// SplitMix64, so that a seed gives the same moments again.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
