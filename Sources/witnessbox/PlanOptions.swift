import ArgumentParser
import Catalog
import Orchestrator
import SystemPackage

/// Which examples a run makes.
struct PlanOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Examples in the whole plan.", valueName: "n"))
    var target: Int

    @Option(help: ArgumentHelp("Seed of the plan: another seed, other examples.", valueName: "n"))
    var seed: UInt64

    @Option(help: ArgumentHelp("Carry out this part of the plan, such as 2/4.", valueName: "i/n"))
    var shard = Shard.whole

    @Option(help: ArgumentHelp("Make only examples with this value on an axis; repeatable.", valueName: "axis=value"))
    var only: [String] = []

    @Option(
        name: .customLong("catalog"),
        help: ArgumentHelp("Add the templates, commands and questions of a directory; repeatable.", valueName: "dir"),
        completion: .directory
    )
    var catalogDirectories: [String] = []

    func validate() throws {
        if target < 1 { throw ValidationError("--target must be at least 1") }
    }

    /// What the plan draws from.
    /// - Throws: `CatalogError` for the mistakes in data files.
    func catalog() throws -> Catalog { try Catalog.load(directories: catalogDirectories.map { FilePath($0) }) }

    /// The plan for an image that lacks these programs.
    /// - Throws: `PlanError` when no example can meet the restrictions.
    func plan(of catalog: Catalog, lacking: Set<String>?) throws -> Plan {
        try Plan(seed: seed, catalog: catalog, only: try only.map { try AxisValue(parsing: $0) }, lacking: lacking)
    }
}

extension Shard: ExpressibleByArgument {
    /// A shard such as `2/4`.
    public init?(argument: String) {
        self.init(argument)
    }
}
