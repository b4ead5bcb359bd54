import ArgumentParser
import Orchestrator
import SystemPackage

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show how far a run has come.",
        discussion: "May be asked while the run is going on. Example: witnessbox status out"
    )

    @Argument(help: "The run's directory.", completion: .directory)
    var directory: String

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let store = try RunStore(reading: FilePath(directory))
        let summary = try store.summary()
        if json {
            print(try JSONText.document(Report(plan: store.plan, summary: summary)))
            return
        }
        let plan = store.plan
        print("seed \(plan.seed), target \(plan.target), shard \(plan.shard)" + (plan.additions.isEmpty ? "" : ", \(plan.additions.count) added"))
        print("image \(plan.imageDigest), catalog \(plan.catalogVersion)")
        if !plan.selection.isEmpty { print("only \(plan.selection.joined(separator: " "))") }
        RunText.summary(summary, directory: directory).forEach { print($0) }
    }

    private struct Report: Encodable {
        var plan: RunPlan
        var summary: RunSummary
    }
}
