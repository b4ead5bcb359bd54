import ArgumentParser

/// The root of the command line.
struct WitnessBox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witnessbox",
        abstract: "Mass-produce verified training examples for the in-toto witness CLI.",
        discussion: """
            Build the toolchain image once, launch isolated parallel runs, replay a single example:

              witnessbox doctor
              witnessbox image build
              witnessbox generate --target 300 --seed 7 --parallel 4 --output runs/seven
              witnessbox replay runs/seven 7-000012

            Exit codes: 0 all done, 1 some examples rejected (recorded), 2 usage, 75 infrastructure (safe to retry).
            """,
        subcommands: [
            DoctorCommand.self,
            ImageCommand.self,
            CatalogCommand.self,
            PlanCommand.self,
            GenerateCommand.self,
            StatusCommand.self,
            FailuresCommand.self,
            ReplayCommand.self,
            VerifyCommand.self,
            AnalyzeCommand.self,
            ExportCommand.self,
            MergeCommand.self,
            RunCommand.self,
            CICommand.self,
        ]
    )
}
