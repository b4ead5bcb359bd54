import Orchestrator

/// What became of a run's examples, stage by stage and task by task.
public struct YieldReport: Codable, Sendable, Hashable {
    /// One task.
    public struct Task: Codable, Sendable, Hashable {
        /// The task.
        public var name: String
        /// Examples carried out to a verdict.
        public var executed: Int
        /// Examples whose every expectation was met, the negative controls' too.
        public var verified: Int
        /// Rows of the dataset.
        public var rows: Int
    }

    /// Examples in the plan.
    public var planned: Int
    /// Tasks by name.
    public var tasks: [Task]
    /// Rejected examples by failure class.
    public var failureClasses: [String: Int]

    /// Examples carried out to a verdict.
    public var executed: Int { tasks.map(\.executed).reduce(0, +) }
    /// Examples whose every expectation was met.
    public var verified: Int { tasks.map(\.verified).reduce(0, +) }
    /// Rows of the dataset.
    public var rows: Int { tasks.map(\.rows).reduce(0, +) }

    /// - Parameter axes: the measures of the rows that the run's dataset holds.
    /// - Throws: what the store throws.
    public init(_ store: RunStore, axes: [AxisReport]) throws {
        let summary = try store.summary()
        planned = summary.planned
        failureClasses = summary.failureClasses
        let rows = axes.first { $0.name == "task" }.map { Dictionary($0.values.map { ($0.value, $0.rows) }) { first, _ in first } } ?? [:]
        tasks = try store.counts(bySpecification: "$.specification.task").sorted { $0.key < $1.key }.map { name, states in
            let verified = states[.verified, default: 0]
            return Task(name: name, executed: verified + states[.rejected, default: 0], verified: verified, rows: rows[name, default: 0])
        }
    }
}
