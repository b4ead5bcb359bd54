import ArgumentParser
import Basics
import Catalog
import Foundation
import Images
import Orchestrator
import Witness

/// `witnessbox plan`: what a generate would make, without making it.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show which examples a run would make.",
        discussion: """
            Prints one JSON object an example: its place on the axes, or with --rows the conversation that it gives once it is verified.
            With --summary it prints how often each value of each axis occurs, with --coverage how many of the pairs and triples of axis values that the
            catalog's constraints allow do.

              witnessbox plan --target 300 --seed 7 --summary
              witnessbox plan --target 300 --seed 7 --rows | jq -r '.messages[1].content'
              witnessbox plan --target 300 --seed 7 --only language=go --only rego=sbom
            """
    )

    @OptionGroup
    var options: PlanOptions

    /// What is printed.
    enum Content: String, EnumerableFlag {
        case summary
        case rows
        case coverage

        static func help(for value: Content) -> ArgumentHelp? {
            switch value {
            case .summary: "Print counts in place of examples."
            case .rows: "Print the rows of the dataset, as they will read once they are verified."
            case .coverage: "Print which combinations of axis values occur, of those that can."
            }
        }
    }

    @Flag(exclusivity: .exclusive)
    var content: Content?

    @Option(help: ArgumentHelp("Plan for what this image has; else for one that lacks every program the catalog calls gated.", valueName: "image"))
    var image: String?

    @Flag(help: "Plan for an image that has every program.")
    var allTools = false

    func validate() throws {
        if image != nil, allTools { throw ValidationError("give --image or --all-tools, not both") }
    }

    func run() throws {
        let catalog = try options.catalog()
        let lacking = try image.map { catalog.programs.subtracting(try ImageStore().image($0).programs(among: catalog.programs)) }
        let plan = try options.plan(of: catalog, lacking: allTools ? [] : lacking)
        let indices = options.shard.indices(below: options.target)
        switch content {
        case .summary:
            try show(indices.lazy.map { plan.specification(at: $0) })
        case .rows:
            let builder = JobBuilder(catalog: plan.catalog, imageDigest: "")
            for index in indices {
                print(try JSONText.line(builder.row(for: plan.specification(at: index))))
            }
        case .coverage:
            var coverage = Coverage(of: plan)
            for index in indices { coverage.add(plan.specification(at: index)) }
            for report in coverage.reports() { CoverageText(report).lines.forEach { print($0) } }
        case nil:
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
