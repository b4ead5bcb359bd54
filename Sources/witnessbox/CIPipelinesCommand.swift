import ArgumentParser
import Catalog
import Foundation
import Orchestrator
import SystemPackage

/// `witnessbox ci pipelines`: the pipeline files of planned examples.
struct CIPipelinesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pipelines",
        abstract: "Write the pipeline files of a plan's examples, without carrying them out.",
        discussion: """
            Each lies where it lies in the example's repository, below a directory of the example's name. Examples that take place elsewhere have none.

              witnessbox ci pipelines --target 60 --seed 7 --only ci=gitlab --output pipelines
            """
    )

    @OptionGroup
    var options: PlanOptions

    @Option(help: ArgumentHelp("Directory to write to; made when it is missing.", valueName: "dir"), completion: .directory)
    var output: String

    func run() throws {
        let plan = try options.plan(of: options.catalog(), lacking: nil)
        let builder = JobBuilder(catalog: plan.catalog, imageDigest: "")
        for index in options.shard.indices(below: options.target) {
            let planned = try builder.plannedJob(for: plan.specification(at: index))
            let evidence = try JSONDecoder().decode(PlannedExample.self, from: Data(planned.specification)).evidence
            guard let path = evidence.pipelineFile, let file = planned.job.files.first(where: { $0.path == path }) else { continue }
            let place = FilePath(output).appending(planned.id).appending(String(path.dropFirst(planned.job.workingDirectory.count + 1)))
            try FileManager.default.createDirectory(atPath: place.removingLastComponent().string, withIntermediateDirectories: true)
            try Data(file.content).write(to: URL(filePath: place.string))
        }
    }
}
