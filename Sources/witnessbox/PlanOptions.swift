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

    /// The plan.
    /// - Throws: `CatalogError` for a mistake in a data file, `PlanError` when no example can meet the restrictions.
    func plan() throws -> Plan {
        let catalog = try Catalog.load(directories: catalogDirectories.map { FilePath($0) })
        return try Plan(seed: seed, catalog: catalog, only: try only.map { try AxisValue(parsing: $0) })
    }
}

extension Shard: ExpressibleByArgument {
    /// A shard such as `2/4`.
    public init?(argument: String) {
        self.init(argument)
    }
}
