import Images
import Sandbox

extension JobRunner {
    /// A runner with a slot of its own on an image, which must stay in the store while the runner is used.
    /// - Parameters:
    ///   - backend: how its sandboxes are to be kept from the host.
    ///   - enforcement: by which means limits are held.
    ///   - onReplacement: told why the slot replaced its zygote between two jobs, see `SandboxSlot`.
    /// - Throws: `SandboxError` when the host cannot give what a sandbox promises.
    public init(
        image: Image,
        backend: SandboxBackend = .automatic,
        serviceProvider: (any ServiceProvider)? = nil,
        enforcement: LimitEnforcement = LimitEnforcement(),
        onReplacement: @escaping @Sendable (SandboxError) -> Void = { _ in }
    ) async throws {
        self.init(
            slot: try await SandboxSlot(
                rootFileSystem: image.rootFileSystem, backend: backend, enforcement: enforcement, onReplacement: onReplacement),
            imageDigest: image.digest,
            imageEnvironment: image.environment,
            serviceProvider: serviceProvider
        )
    }
}
