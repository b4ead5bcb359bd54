/// A job with its place in a plan.
public struct PlannedJob: Sendable, Hashable {
    /// Position in the plan, from 0.
    public var index: Int
    /// Stable name of the example, for example `7-000123` (seed and index).
    public var id: String
    /// The work.
    public var job: Job
    /// What the planner wants kept beside the job, opaque to the orchestrator (the example's spec as JSON).
    public var specification: [UInt8]

    /// A planned job with every part given.
    public init(index: Int, id: String, job: Job, specification: [UInt8]) {
        self.index = index
        self.id = id
        self.job = job
        self.specification = specification
    }
}
