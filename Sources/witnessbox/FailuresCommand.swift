import ArgumentParser
import Orchestrator
import Sandbox
import SystemPackage

struct FailuresCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "failures",
        abstract: "Show rejected examples, grouped by what they have in common.",
        discussion: """
            Examples:
              witnessbox failures out
              witnessbox failures out --show 7-000123
              witnessbox failures out --show 7-000123 --step verify
            """
    )

    @Argument(help: "The run's directory.", completion: .directory)
    var directory: String

    @Option(name: .customLong("show"), help: ArgumentHelp("Print the output of one example's last step.", valueName: "id"))
    var id: String?

    @Option(help: "With --show: the step to print.")
    var step: String?

    @Flag(help: "Print one JSON object for each group.")
    var json = false

    func validate() throws {
        if step != nil, id == nil { throw ValidationError("--step needs --show ID.") }
    }

    func run() throws {
        let store = try RunStore(reading: FilePath(directory))
        if let id {
            try show(try store.example(id), in: store)
        } else {
            try list(try store.failureGroups())
        }
    }

    private func list(_ groups: [FailureGroup]) throws {
        for group in groups {
            if json {
                print(try JSONText.line(group))
            } else {
                print("\(group.count) × \(group.rejection.step): \(group.rejection.message)")
                print("    signature \(group.signature), sample \(group.sample)")
            }
        }
        if groups.isEmpty, !json { print("no rejected examples") }
    }

    private func show(_ example: StoredExample, in store: RunStore) throws {
        let attempts = try store.attempts(of: example)
        let record = try attempts.last?.record(of: step, in: example)
        print("\(example.id): \(example.state.rawValue) after \(attempts.count == 1 ? "1 attempt" : "\(attempts.count) attempts")")
        if let message = attempts.last?.verdict.message { print(message) }
        guard let record, let step = example.job.steps.first(where: { $0.name == record.name }) else { return }
        print("--- \(record.name): \(record.result.termination.phrase) after \(record.result.wallMilliseconds) ms")
        print(step.arguments.joined(separator: " "))
        print("--- standard output")
        print(record.result.standardOutput.text)
        print("--- standard error")
        print(record.result.standardError.text)
    }
}

extension Attempt {
    /// The record of the step of this name, or of the last one that ran.
    fileprivate func record(of step: String?, in example: StoredExample) throws -> StepRecord? {
        guard let step else { return steps.last }
        guard let record = steps.first(where: { $0.name == step }) else {
            throw OrchestratorError(
                kind: .usage,
                stage: "no-step",
                subject: step,
                cause: "\(example.id) ran no such step",
                mend: "it ran: \(steps.map(\.name).joined(separator: ", "))"
            )
        }
        return record
    }
}
