import ArgumentParser
import Sandbox

extension SandboxBackend: ExpressibleByArgument {}

/// How sandboxes are kept from the host, as an option.
struct BackendOption: ParsableArguments {
    @Option(
        help: """
            How sandboxes are kept from the host: by user namespaces, or, for root on a host without them, by chroot and all other namespaces.
            """
    )
    var backend = SandboxBackend.automatic
}
