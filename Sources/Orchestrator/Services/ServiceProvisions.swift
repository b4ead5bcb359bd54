import Sandbox

/// What a service adds to the sandbox it runs for.
public struct ServiceProvisions: Sendable, Hashable {
    /// Files laid after the job's own.
    public var files: [JobFile]
    /// Variables of every step; the job's own win over them.
    public var environment: [String: String]
    /// Host names that are to resolve inside the sandbox, with their addresses; they are added to `/etc/hosts`.
    public var hosts: [String: IPv4Address]

    /// Provisions with every part given.
    public init(files: [JobFile] = [], environment: [String: String] = [:], hosts: [String: IPv4Address] = [:]) {
        self.files = files
        self.environment = environment
        self.hosts = hosts
    }

    /// Adds another service's; of two equal names the other's counts.
    public mutating func add(_ other: ServiceProvisions) {
        files += other.files
        environment.merge(other.environment) { $1 }
        hosts.merge(other.hosts) { $1 }
    }
}
