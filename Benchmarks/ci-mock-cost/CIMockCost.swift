import ArgumentParser
import CIMocks
import CIServices
import Images
import Orchestrator
import Sandbox

/// What the endpoints of a CI platform cost a row, in CPU milliseconds, beside the same row without them.
///
/// A row is a sandbox with one step. Two parts are told apart: what this process and its threads use (the server), and what the slot uses beyond
/// the step's own time (sockets, and a network namespace of the row's own). NOTE: the kernel takes namespaces down on nobody's account.
@main
struct CIMockCost: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "ci-mock-cost", abstract: "Measure what mocked CI endpoints cost a row.")

    @Option(help: "Rows a round.")
    var rows = 40

    @Option(help: "Rounds, of which the median counts.")
    var rounds = 5

    @Option(help: "Image with Python.")
    var image = "toolchain:full"

    func run() async throws {
        try await ImageStore().withImage(image) { image in
            for scenario in Scenario.allCases {
                _ = try await measure(scenario, rows: 1, on: image)
            }
            var costs: [Scenario: [RowCost]] = [:]
            // One after the other in each round, so that a busy machine is busy for all of them.
            for _ in 0..<rounds {
                for scenario in Scenario.allCases {
                    costs[scenario, default: []].append(try await measure(scenario, rows: rows, on: image))
                }
            }
            show(costs)
        }
    }

    private func measure(_ scenario: Scenario, rows: Int, on image: Image) async throws -> RowCost {
        let runner = try await JobRunner(image: image, serviceProvider: CIServiceProvider())
        let before = RowCost.now()
        var stepMilliseconds = 0
        for number in 0..<rows {
            let attempt = try await runner.attempt(try scenario.job(number, imageDigest: image.digest), number: 1)
            guard attempt.verdict == .verified else {
                throw BenchmarkFailure(description: "\(scenario): \(attempt.verdict) \(attempt.steps.last?.result.standardError.text ?? "")")
            }
            stepMilliseconds += attempt.steps.reduce(0) { $0 + $1.result.cpuMilliseconds }
        }
        let process = RowCost.now().process - before.process
        // The slot's own time is told once the slot has ended.
        await runner.close()
        let slot = RowCost.now().slot - before.slot - Double(stepMilliseconds)
        return RowCost(process: process / Double(rows), slot: slot / Double(rows))
    }

    private func show(_ costs: [Scenario: [RowCost]]) {
        func median(_ scenario: Scenario, _ part: (RowCost) -> Double) -> Double {
            let sorted = (costs[scenario] ?? []).map(part).sorted()
            return sorted[sorted.count / 2]
        }
        func number(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
        print("scenario, CPU ms a row: server, slot, both above the row without")
        for scenario in Scenario.allCases {
            let server = median(scenario) { $0.process } - median(.none) { $0.process }
            let slot = median(scenario) { $0.slot } - median(.none) { $0.slot }
            print("\(scenario.rawValue): \(number(server)), \(number(slot)), \(number(server + slot))")
        }
        let whole = median(.none) { $0.process + $0.slot }
        print("the row without: \(number(whole))")
    }
}
