import Sandbox

extension Sandbox {
    /// Makes the sandbox what a job wants it to be, and calls `body` with the variables of a step while the job's services run.
    ///
    /// For commands that no job knows: the job's own steps, limits and outputs do not count.
    /// - Parameters:
    ///   - imageEnvironment: variables of the image, over which those of the services and of the job win.
    ///   - serviceProvider: starts the job's services; without one, a job that has any is refused.
    /// - Throws: ``OrchestratorError`` when a service cannot be meant, `SandboxError` when the sandbox fails, and what `body` throws.
    public func withSurroundings<Result>(
        of job: Job,
        imageEnvironment: [String: String],
        serviceProvider: (any ServiceProvider)? = nil,
        _ body: ([String: String]) async throws -> Result
    ) async throws -> Result {
        try await JobServices.with(job.services, by: serviceProvider, in: self) { provisions in
            let session = JobSession(job: job, imageEnvironment: imageEnvironment, provisions: provisions, sandbox: self)
            try await session.prepare()
            return try await body(session.environment(of: nil))
        }
    }
}
