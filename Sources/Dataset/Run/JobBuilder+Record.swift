import Basics
import Catalog
import Foundation
import Orchestrator

extension JobBuilder {
    /// The job of an example as a run keeps it: with an ``ExampleRecord`` beside it.
    /// - Throws: what the builder throws when the catalog lacks a value of the specification.
    public func recordedJob(for specification: ExampleSpecification) throws -> PlannedJob {
        var planned = try plannedJob(for: specification)
        let example = try JSONDecoder().decode(PlannedExample.self, from: Data(planned.specification))
        planned.specification = try CanonicalJSON.encode(ExampleRecord(example, row: row(for: specification)))
        return planned
    }
}
