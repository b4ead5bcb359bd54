import Sandbox

/// Carries out a stored example once more, from its job alone, and compares what happens with the record.
public struct Replay: Sendable {
    /// Says whether a replayed output equals the recorded one apart from what may vary, such as times and signatures; the planner knows.
    public typealias OutputComparison = @Sendable (_ path: String, _ recorded: [UInt8], _ replayed: [UInt8]) -> Bool

    private let example: StoredExample
    private let recorded: Attempt
    private let runner: JobRunner

    /// A replay of the last attempt of an example in `store`.
    /// - Throws: ``OrchestratorError`` with stage `no-verdict` when the example has no final verdict, which leaves nothing to compare with.
    public init(of example: StoredExample, in store: RunStore, runner: JobRunner) throws {
        guard example.state != .pending, let recorded = try store.attempts(of: example).last else {
            throw OrchestratorError(
                kind: .usage,
                stage: "no-verdict",
                subject: example.id,
                cause: "only failures of the machinery are recorded of it",
                mend: "run the same 'witnessbox generate' again"
            )
        }
        self.example = example
        self.recorded = recorded
        self.runner = runner
    }

    /// Runs the example's steps, all or through the step named `last`, and compares them, and after the last step the outputs, with the record.
    /// - Parameter shell: opens a shell on the caller's standard streams in the sandbox as the steps left it.
    /// - Throws: ``OrchestratorError`` with stage `no-step` when the job has no step of that name, `replay` when the machinery fails.
    public func run(through last: String? = nil, shell: Bool = false, comparing equal: OutputComparison) async throws -> ReplayReport {
        let steps = example.job.steps.map(\.name)
        if let last, !steps.contains(last) {
            throw OrchestratorError(
                kind: .usage,
                stage: "no-step",
                subject: last,
                cause: "\(example.id) has no such step",
                mend: "its steps: \(steps.joined(separator: ", "))"
            )
        }
        let replayed = try await runner.attempt(example.job, number: recorded.number, through: last, shell: shell)
        if case .infrastructure(let message) = replayed.verdict {
            throw OrchestratorError(kind: .infrastructure, stage: "replay", subject: example.id, cause: message, mend: "try again")
        }
        var differences = stepDifferences(replayed, through: last)
        if differences.isEmpty, replayed.steps.count == recorded.steps.count {
            differences = outputDifferences(replayed, equal)
        }
        return ReplayReport(
            id: example.id,
            steps: replayed.steps.map { "\($0.name): \($0.outcome)" },
            differences: differences
        )
    }

    private func stepDifferences(_ replayed: Attempt, through last: String?) -> [ReplayReport.Difference] {
        let end = recorded.steps.firstIndex { $0.name == last }.map { $0 + 1 } ?? recorded.steps.count
        let expected = recorded.steps.prefix(end)
        return (0..<max(expected.count, replayed.steps.count)).compactMap { position in
            let before = position < expected.count ? expected[position].outcome : "not run"
            let now = position < replayed.steps.count ? replayed.steps[position].outcome : "not run"
            guard before != now else { return nil }
            let step = position < expected.count ? expected[position] : replayed.steps[position]
            return ReplayReport.Difference(subject: step.name, recorded: before, replayed: now)
        }
    }

    private func outputDifferences(_ replayed: Attempt, _ equal: OutputComparison) -> [ReplayReport.Difference] {
        let before = Dictionary(recorded.outputs.map { ($0.path, $0.content) }) { first, _ in first }
        let now = Dictionary(replayed.outputs.map { ($0.path, $0.content) }) { first, _ in first }
        return Set(before.keys).union(now.keys).sorted().compactMap { path in
            let (old, new) = (before[path], now[path])
            if let old, let new, old == new || equal(path, old, new) { return nil }
            func words(_ content: [UInt8]?) -> String { content.map { "\($0.count) bytes" } ?? "absent" }
            return ReplayReport.Difference(subject: path, recorded: words(old), replayed: old != nil && new != nil ? "other content" : words(new))
        }
    }
}

extension StepRecord {
    /// What counts as the step's outcome: its ending, and why it did not meet its expectation.
    fileprivate var outcome: String {
        unmetExpectation.map { "\(result.termination.phrase) (\($0))" } ?? result.termination.phrase
    }
}
