import Orchestrator
import Sandbox
import Synchronization
import SystemPackage

/// Starts services that hold a port and provide one thing of each kind.
final class LampProvider: ServiceProvider {
    private struct Configuration: Codable {
        var color: String
    }

    private struct Lamp: RunningService {
        let color: String
        let provisions: ServiceProvisions
        let end: @Sendable () async -> Void

        func stop() async {
            await end()
        }
    }

    private let colors = Mutex<Set<String>>([])

    /// Colors of the lamps that burn.
    var running: Set<String> { colors.withLock { $0 } }

    func start(_ description: ServiceDescription, in sandbox: Sandbox) async throws -> any RunningService {
        let color = try description.configuration(as: Configuration.self).color
        let socket = try await sandbox.listen(on: NetworkEndpoint(address: .instanceMetadata, port: 80))
        colors.withLock { _ = $0.insert(color) }
        return Lamp(
            color: color,
            provisions: ServiceProvisions(
                files: [JobFile(path: "/etc/lamp", content: Array(color.utf8))],
                environment: ["LAMP": color, "WHO": "service"],
                hosts: ["lamp.example": .instanceMetadata]
            ),
            end: { [self] in
                try? socket.close()
                colors.withLock { _ = $0.remove(color) }
            }
        )
    }
}
