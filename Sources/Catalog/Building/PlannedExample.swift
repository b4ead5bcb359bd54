/// What is kept beside a job: which example it is, and where its evidence lies.
public struct PlannedExample: Codable, Sendable, Hashable {
    /// The point on the axes.
    public var specification: ExampleSpecification
    /// The files that prove the example.
    public var evidence: ExampleEvidence
}
