/// What is kept beside a job: all that dataset and evidence need once the job is verified, without the catalog it came from.
public struct PlannedExample: Codable, Sendable, Hashable {
    /// The point on the axes.
    public var specification: ExampleSpecification
    /// The files that prove the example.
    public var evidence: ExampleEvidence
    /// The example's line of the dataset, for when it is verified.
    public var row: TrainingRow
}
