import ArgumentParser
import Basics
import Catalog
import Foundation
import Orchestrator
import Witness

/// `witnessbox plan`: what a generate would make, without making it.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show which examples a run would make.",
        discussion: """
            Prints one JSON object an example, or with --summary how often each value of each axis occurs.

              witnessbox plan --target 300 --seed 7 --summary
              witnessbox plan --target 300 --seed 7 --only language=go --only rego=sbom
            """
    )

    @OptionGroup
    var options: PlanOptions

    @Flag(help: "Print counts in place of examples.")
    var summary = false

    func run() throws {
        let plan = try options.plan()
        let indices = options.shard.indices(below: options.target)
        if summary {
            try show(indices.lazy.map { plan.specification(at: $0) })
        } else {
            for index in indices {
                print(try JSONText.line(plan.specification(at: index)))
            }
        }
    }

    /// Counts the texts of each part of the specifications, whatever parts the catalog gives them.
    private func show(_ specifications: some Sequence<ExampleSpecification>) throws {
        var counts: [String: [String: Int]] = [:]
        for specification in specifications {
            guard case .object(let parts) = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(specification)) else {
                continue
            }
            for (name, part) in parts {
                for value in (part.elements ?? [part]).compactMap(\.text) {
                    counts[name, default: [:]][value, default: 0] += 1
                }
            }
        }
        for (name, values) in counts.sorted(by: { $0.key < $1.key }) {
            print("\(name):")
            for (value, count) in values.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
                print("  \(count)  \(value)")
            }
        }
    }
}
