import Catalog
import Orchestrator
import Sandbox

/// `example.json` of an example's evidence: what was done, how it ended, and how to verify it again.
public struct EvidenceDocument: Codable, Sendable, Hashable {
    /// A step as it was carried out.
    public struct StepEvidence: Codable, Sendable, Hashable {
        /// The step's name.
        public var name: String
        /// Program and arguments.
        public var arguments: [String]
        /// The named cause of its end, such as `exited`.
        public var cause: String
        /// The exit code when it exited.
        public var exitCode: Int?
        /// What had to be true of the end.
        public var expectation: Expectation

        init(step: Step, record: StepRecord) {
            name = step.name
            arguments = step.arguments
            cause = record.result.termination.name
            if case .exited(let code) = record.result.termination { exitCode = code }
            expectation = step.expectation
        }
    }

    /// The example's name.
    public var id: String
    /// Its place in the plan, from 0.
    public var index: Int
    /// Key of the job that was carried out.
    public var jobKey: JobKey
    /// Content digest of the image it was carried out in.
    public var imageDigest: String
    /// The example's point on the axes.
    public var specification: ExampleSpecification
    /// The steps in order.
    public var steps: [StepEvidence]
    /// Arguments of `witness verify`, with paths relative to the example's directory.
    public var verify: [String]
}
