import ArgumentParser
import CIServices
import Catalog
import Dataset
import Foundation
import Images
import Orchestrator
import Sandbox
import SystemPackage
import Witness

/// `witnessbox generate`: carries a plan out and publishes what is verified.
struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Make verified examples, or go on with a run that was stopped.",
        discussion: """
            Examples:

              witnessbox generate --target 300 --seed 7 --parallel 4 --output runs/seven
              witnessbox generate --target 300 --seed 7 --only language=go --output runs/go
              witnessbox generate --target 9000 --seed 7 --shard 2/3 --output runs/part-2

            The same command on the same directory makes only what is not made yet, with a greater --target it makes more. Ctrl-C stops it.
            Exit codes: 0 all verified, 1 some rejected (see 'witnessbox failures'), 2 usage, 75 infrastructure (safe to repeat),
            130 and 143 stopped by SIGINT and SIGTERM (safe to repeat).
            """
    )

    @OptionGroup
    var options: PlanOptions

    @Option(help: "Directory of the run; made when it is not there.", completion: .directory)
    var output: String

    @Option(
        help: "Examples that run at once: a number, or auto, the default, for as many as memory and processors bear.", transform: Parallelism.init)
    var parallel = Parallelism.automatic

    @Option(help: "Toolchain image, by name or digest.")
    var image = "toolchain:full"

    @OptionGroup
    var backendOption: BackendOption

    @Option(help: ArgumentHelp("Longest wall time of one step, in place of the catalog's own.", valueName: "seconds"))
    var timeout: Double?

    @OptionGroup(title: "Means")
    var enforcementOptions: EnforcementOptions

    @Flag(help: "Of a run that is at its end, carry out later examples of the plan, too, for the pairs of values that only rejected examples have.")
    var fill = false

    @Flag(help: "Print one JSON object an event on standard output.")
    var json = false

    func validate() throws {
        if fill, options.shard != .whole { throw ValidationError("--fill is for a whole plan: merge the shards, then fill the merged run") }
        if let timeout, timeout < 0.001 || timeout > 1e6 { throw ValidationError("--timeout must be a positive number of seconds") }
    }

    func run() async throws {
        let catalog = try options.catalog()
        // What can't be made with any image is a mistake in the call, whatever the image.
        let ideal = try options.plan(of: catalog, lacking: [])
        let renderer = ProgressDisplay.renderer(json: json)
        let (summary, signal) = try await RunCancellation.run(onSignal: { ProgressDisplay.note("stopping; a second signal stops at once") }) {
            try await ImageStore().withImage(image) { image in
                for attestor in ideal.tokenAttestors { try image.requireTokenVerification(for: attestor.name) }
                let lacking = catalog.programs.subtracting(image.programs(among: catalog.programs))
                return try await generate(options.plan(of: catalog, lacking: lacking), on: image, showing: renderer)
            }
        }
        if !json { RunText.summary(summary, directory: output).forEach { print($0) } }
        if let signal, summary.interrupted { throw ExitCode(128 + signal) }
        throw ExitCode(ExitStatus(summary).rawValue)
    }

    private func generate(_ plan: Plan, on image: Image, showing renderer: any ProgressRenderer) async throws -> RunSummary {
        let backend = await backendOption.backend.resolved()
        var runPlan = try runPlan(plan, image, backend)
        if fill { runPlan.additions = try additions(to: plan) }
        let store = try RunStore(writing: FilePath(output), plan: runPlan)
        let builder = JobBuilder(catalog: plan.catalog, imageDigest: image.digest)
        let pool = WorkerPool(
            store: store,
            concurrency: parallel.concurrency,
            makeExecutor: { [enforcement = enforcementOptions.enforcement] in
                try await JobRunner(image: image, backend: backend, serviceProvider: CIServiceProvider(), enforcement: enforcement) {
                    renderer.show(.slotReplaced(cause: $0.description))
                }
            },
            observe: renderer.show
        )
        let summary = try await pool.run { index in
            var planned = try builder.plannedJob(for: plan.specification(at: index))
            planned.job.limits.wallMilliseconds = stepMilliseconds ?? planned.job.limits.wallMilliseconds
            return planned
        }
        try FailureArchive(store: store).write()
        // Whoever stops a run wants it to stop; the run that goes on publishes.
        if summary.interrupted { return summary }
        _ = try RunPublisher(store: store).publish()
        try await attest(store.directory, on: image, backend)
        return summary
    }

    /// Rows after all that the run has, for the pairs of values that it lost with rejected rows.
    private func additions(to plan: Plan) throws -> [Int] {
        let store = try RunStore(reading: FilePath(output))
        guard try store.summary().remaining == 0, store.plan.target == options.target else {
            throw OrchestratorError(
                kind: .usage,
                stage: "not-ended",
                subject: output,
                cause: "the run has not come to its end, so that pairs of values may yet come up",
                mend: "let it end with this --target and without --fill, then fill it"
            )
        }
        let (rejected, verified) = (try store.indices(in: .rejected), try store.indices(in: .verified))
        let lost = LostPairs(of: plan, rejected: rejected, verified: verified)
        let rows = lost.rows(from: max(options.target, (rejected + verified).max().map { $0 + 1 } ?? 0))
        ProgressDisplay.note("only rejected examples have \(lost.count) pairs of values; \(rows.count) more examples are to have them")
        return rows
    }

    private func attest(_ directory: FilePath, on image: Image, _ backend: SandboxBackend) async throws {
        let lacking = DatasetAttester.programs.subtracting(image.programs(among: DatasetAttester.programs))
        guard lacking.isEmpty else {
            return ProgressDisplay.note("the dataset is not attested: the image lacks \(lacking.sorted().joined(separator: ", "))")
        }
        try await JobRunner(image: image, backend: backend, enforcement: enforcementOptions.enforcement).closeAfter { runner in
            try await DatasetAttester(directory: directory, runner: runner, imageDigest: image.digest).attest()
        }
    }

    private func runPlan(_ plan: Plan, _ image: Image, _ backend: SandboxBackend) throws -> RunPlan {
        RunPlan(
            seed: plan.seed,
            target: options.target,
            shard: options.shard,
            imageDigest: image.digest,
            backend: backend,
            catalogVersion: plan.catalog.version,
            selection: plan.filters.map(\.description),
            lacking: Array(plan.lacking),
            stepMilliseconds: stepMilliseconds,
            toolVersions: try toolVersions(image)
        )
    }

    /// What the image's builder wrote down; beside an imported archive there may have been nothing, or any other file.
    private func toolVersions(_ image: Image) throws -> [String: String] {
        struct Manifest: Decodable {
            var tools: [String: String]?
        }
        guard let manifest = try ImageStore().manifest(of: image) else { return [:] }
        return (try? JSONDecoder().decode(Manifest.self, from: Data(manifest)))?.tools ?? [:]
    }

    private var stepMilliseconds: Int? { timeout.map { Int($0 * 1000) } }
}
