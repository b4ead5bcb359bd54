import Glibc
import Sandbox

/// The services of one job in one live sandbox.
struct JobServices {
    private let running: [any RunningService]

    /// Calls `body` while they run, with what they provide, and ends them however it ends.
    static func with<Result>(
        _ descriptions: [ServiceDescription],
        by provider: (any ServiceProvider)?,
        in sandbox: Sandbox,
        _ body: (ServiceProvisions) async throws -> Result
    ) async throws -> Result {
        let services = try await start(descriptions, by: provider, in: sandbox)
        do {
            let result = try await body(services.provisions)
            await services.stop()
            return result
        } catch {
            await services.stop()
            throw error
        }
    }

    /// Starts all of them, or none.
    private static func start(_ descriptions: [ServiceDescription], by provider: (any ServiceProvider)?, in sandbox: Sandbox) async throws
        -> JobServices
    {
        var running: [any RunningService] = []
        do {
            for description in descriptions {
                running.append(try await start(description, by: provider, in: sandbox))
            }
        } catch {
            await JobServices(running: running).stop()
            throw error
        }
        return JobServices(running: running)
    }

    private static func start(
        _ description: ServiceDescription,
        by provider: (any ServiceProvider)?,
        in sandbox: Sandbox
    ) async throws -> any RunningService {
        guard let provider else {
            throw OrchestratorError(
                kind: .usage,
                stage: "unknown-service",
                subject: description.kind,
                cause: "the job asks for a service and there is nothing here that starts any",
                mend: "carry the job out with the witnessbox that made it"
            )
        }
        do {
            return try await provider.start(description, in: sandbox)
        } catch let error where error is CancellationError || error is OrchestratorError {
            throw error
        } catch let error as SandboxError where error.stage == "listen" && error.errorNumber == EADDRINUSE {
            // No step has run yet, so it is another service of the job that is there.
            throw OrchestratorError(
                kind: .usage,
                stage: "service-conflict",
                subject: error.subject,
                cause: "two of the job's services want it, '\(description.kind)' the second",
                mend: "give each an address or port of its own"
            )
        } catch {
            throw ServiceFailure(kind: description.kind, cause: error)
        }
    }

    /// What they provide together; of two equal names the later service's counts.
    private var provisions: ServiceProvisions {
        running.map(\.provisions).reduce(into: ServiceProvisions()) { $0.add($1) }
    }

    /// Ends all of them, in the reverse order.
    private func stop() async {
        for service in running.reversed() {
            await service.stop()
        }
    }
}
