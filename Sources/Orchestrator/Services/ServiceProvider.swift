import Sandbox

/// Starts the services that jobs ask for. The orchestrator knows of a service only what stands here.
public protocol ServiceProvider: Sendable {
    /// Starts a service in a live sandbox, in which nothing has run yet, at the endpoints it opens with ``Sandbox/Sandbox/listen(on:)``.
    ///
    /// Equal descriptions must behave equally and provide equal things, whenever and wherever they are started.
    /// - Throws: ``OrchestratorError`` of kind `usage` when the description cannot be meant; any other error is a failure of the machinery. What
    ///   was opened is closed then.
    func start(_ description: ServiceDescription, in sandbox: Sandbox) async throws -> any RunningService
}
