@testable import Orchestrator

/// The seam for failures that no healthy host brings about: an executor that does what a closure says.
struct ScriptedExecutor: JobExecutor {
    var script: @Sendable (Job, _ number: Int) async throws -> Attempt = { try .scripted($0, number: $1) }

    func attempt(_ job: Job, number: Int) async throws -> Attempt {
        try await script(job, number)
    }

    func close() async {}
}
