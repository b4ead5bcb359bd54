import Catalog
import Foundation
import Orchestrator
import Witness

/// What the planner keeps beside a job (`PlannedJob.specification`): all that dataset and evidence need once the job is verified.
///
/// So a run can be published, merged and exported without the catalog it came from.
public struct ExampleRecord: Codable, Sendable, Hashable {
    /// The example's point on the axes, as the planner writes it.
    public var specification: JSONValue
    /// The example's line of the dataset.
    public var row: TrainingRow
    /// Which of the job's outputs are what.
    public var evidence: EvidenceLayout

    /// A record with every part given; `specification` may be any value that JSON can express.
    public init(specification: some Encodable, row: TrainingRow, evidence: EvidenceLayout) throws {
        self.specification = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(specification))
        self.row = row
        self.evidence = evidence
    }

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

    /// The bytes for `PlannedJob.specification`; equal records give equal bytes.
    public func encoded() throws -> [UInt8] {
        try CanonicalJSON.encode(self)
    }
}
