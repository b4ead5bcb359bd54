import Catalog
import Foundation
import Orchestrator
import SystemPackage

/// Turns the record of a run into what its users take away: `dataset/` and `evidence/`.
public struct RunPublisher {
    private let store: RunStore

    /// A publisher of the run in `store`.
    public init(store: RunStore) {
        self.store = store
    }

    /// Writes the dataset of all examples verified so far, which then is not attested (``DatasetAttester``), and brings the evidence packs up to date.
    /// - Throws: ``DatasetError`` when something cannot be written; what the store throws.
    public func publish() throws -> DatasetSummary {
        // What attested the former dataset says nothing about this one.
        try? FileManager.default.removeItem(atPath: store.directory.appending(DatasetAttestation.directory).string)
        let exporter = try DatasetExporter(directory: store.directory)
        try store.forEachExample(in: .verified) { example in
            let controls = example.job.steps.count { $0.expectation.exit != .success }
            try exporter.add(PlannedExample(of: example).row, index: example.index, controls: controls)
        }
        let progress = try store.summary()
        let plan = store.plan
        let summary = try exporter.finish(
            DatasetProvenance(
                seed: plan.seed,
                imageDigest: plan.imageDigest,
                catalogVersion: plan.catalogVersion,
                toolVersions: plan.toolVersions,
                planned: progress.planned,
                executed: progress.verified + progress.rejected
            )
        )
        try EvidencePacker(store: store).pack()
        return summary
    }
}
