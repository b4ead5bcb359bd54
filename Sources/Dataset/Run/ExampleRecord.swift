import Catalog
import Foundation
import Orchestrator

/// What a run keeps beside a job (`PlannedJob.specification`): all that dataset and evidence need once the job is verified.
///
/// So a run can be published and merged without the catalog it came from.
public struct ExampleRecord: Codable, Sendable, Hashable {
    /// The point on the axes.
    public var specification: ExampleSpecification
    /// The files that prove the example.
    public var evidence: ExampleEvidence
    /// The example's line of the dataset.
    public var row: TrainingRow

    /// The record of a stored example.
    /// - Throws: ``DatasetError`` when the example holds none.
    public init(of example: StoredExample) throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(example.specification))
        } catch {
            throw DatasetError(
                stage: "record",
                subject: example.id,
                cause: "the run's store holds no readable row of it",
                mend: "generate into a new directory"
            )
        }
    }

    init(_ planned: PlannedExample, row: TrainingRow) {
        specification = planned.specification
        evidence = planned.evidence
        self.row = row
    }
}
