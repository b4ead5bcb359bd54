import Catalog
import Foundation
import Orchestrator

extension PlannedExample {
    /// What the run keeps of a stored example beside its job, so that it can be published without the catalog it came from.
    /// - Throws: ``DatasetError`` when the example holds none.
    init(of example: StoredExample) throws {
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
}
