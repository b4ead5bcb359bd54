import Basics
import Foundation
import SystemPackage

/// `failures/` in a run directory: one directory for each rejected example with its job, its rejection and the output of its steps as plain files.
public struct FailureArchive: Sendable {
    private let store: RunStore

    /// The archive of the rejected examples in `store`.
    public init(store: RunStore) {
        self.store = store
    }

    /// Writes what is not there yet. An example's directory appears whole or not at all.
    /// - Throws: ``OrchestratorError`` with stage `failures` when a file cannot be written.
    public func write() throws {
        let directory = store.directory.appending("failures")
        try store.forEachExample(in: .rejected) { example in
            let final = directory.appending(example.id)
            guard !FileManager.default.fileExists(atPath: final.string), let attempt = try store.attempts(of: example).last else { return }
            let draft = directory.appending(".\(example.id)")
            do {
                try? FileManager.default.removeItem(atPath: draft.string)
                try FileManager.default.createDirectory(atPath: draft.string, withIntermediateDirectories: true)
                for (name, content) in try files(of: example, attempt) {
                    try Data(content).write(to: URL(filePath: draft.appending(name).string))
                }
                try FileManager.default.moveItem(atPath: draft.string, toPath: final.string)
            } catch {
                throw OrchestratorError(
                    kind: .infrastructure,
                    stage: "failures",
                    subject: final.string,
                    cause: error.localizedDescription,
                    mend: "make room on the disk and run the same command again"
                )
            }
        }
    }

    private func files(of example: StoredExample, _ attempt: Attempt) throws -> [(name: String, content: [UInt8])] {
        let documents = [
            (name: "job.json", content: try CanonicalJSON.encodeReadably(example.job)),
            (name: "rejection.json", content: try CanonicalJSON.encodeReadably(attempt.verdict.rejection)),
        ]
        return documents + attempt.logs
    }
}
