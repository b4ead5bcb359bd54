import ArgumentParser
import CIServices
import Dataset
import Images
import Orchestrator
import Sandbox
import SystemPackage

/// `witnessbox replay DIR ID`: stored examples once more, from their jobs alone.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Carry out stored examples once more and compare what happens with the record.",
        discussion: """
            Examples:

              witnessbox replay runs/seven 7-000012
              witnessbox replay runs/seven 7-000012 --check 10
              witnessbox replay runs/seven 7-000012 --shell
              witnessbox replay runs/seven 7-000012 --until run-build --shell

            --shell opens a shell in the sandbox as it stood after the step that failed, after --until, or else after the last step.
            Exit codes: 0 the replay did as recorded, 1 it did not, 2 usage, 75 infrastructure.
            """
    )

    @Argument(help: "Directory of the run.", completion: .directory)
    var directory: String

    @Argument(help: "Examples, such as 7-000012.")
    var ids: [String]

    @Option(help: ArgumentHelp("Stop after this step.", valueName: "step"))
    var until: String?

    @Option(help: "How the sandbox is kept from the host, in place of the run's own way.")
    var backend: SandboxBackend?

    @Flag(help: "Open a shell in the sandbox as the steps left it.")
    var shell = false

    @Option(help: ArgumentHelp("Replay this many times, each in a fresh sandbox.", valueName: "n"))
    var check = 1

    @OptionGroup(title: "Means")
    var enforcementOptions: EnforcementOptions

    @Flag(help: "Print one JSON object a replay.")
    var json = false

    func validate() throws {
        if check < 1 { throw ValidationError("--check must be at least 1") }
        if shell, check > 1 || ids.count > 1 { throw ValidationError("--shell is for one replay of one example") }
    }

    func run() async throws {
        let store = try RunStore(reading: FilePath(directory))
        let examples = try ids.map { try store.example($0) }
        let agrees = try await ImageStore().withImage(store.plan.imageDigest) { image in
            try await JobRunner(
                image: image,
                backend: backend ?? store.plan.backend,
                serviceProvider: CIServiceProvider(),
                enforcement: enforcementOptions.enforcement
            ).closeAfter { try await replay(examples, of: store, on: $0) }
        }
        if !agrees { throw ExitCode(ExitStatus.rejected.rawValue) }
    }

    /// - Returns: whether every replay did as recorded.
    private func replay(_ examples: [StoredExample], of store: RunStore, on runner: JobRunner) async throws -> Bool {
        var agrees = true
        for example in examples {
            let replay = try Replay(of: example, in: store, runner: runner)
            for _ in 0..<check {
                let report = try await replay.run(through: until, shell: shell, comparing: { EvidenceSkeleton($1) == EvidenceSkeleton($2) })
                try show(report)
                agrees = agrees && report.agrees
            }
        }
        return agrees
    }

    private func show(_ report: ReplayReport) throws {
        if json {
            print(try JSONText.line(report))
            return
        }
        print("\(report.id): \(report.agrees ? "as recorded" : "differs from the record"), \(report.steps.count) steps")
        for difference in report.differences {
            print("  \(difference.subject): \(difference.replayed), recorded \(difference.recorded)")
        }
    }
}
