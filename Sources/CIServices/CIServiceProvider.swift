import CIMocks
import Orchestrator
import Sandbox
import SystemPackage

/// Starts what a job's description of kind ``CIMocks/CIEndpoints/serviceKind`` asks for.
///
/// Private keys stay in this process: guests reach it through sockets alone. Keys and certificates are made once a process and seed; all servers
/// share NIO's singleton event loops.
public struct CIServiceProvider: ServiceProvider {
    /// Where clients in a sandbox look for the authorities they trust: those written in Go and those that use GnuTLS, then those with OpenSSL.
    private static let trustPaths = ["/etc/ssl/certs/ca-certificates.crt", "/usr/lib/ssl/cert.pem"]

    private let limits: ServerLimits

    /// A provider; all are equal.
    public init() {
        self.init(limits: ServerLimits())
    }

    init(limits: ServerLimits) {
        self.limits = limits
    }

    /// Serves the endpoints in `sandbox`.
    ///
    /// Where an endpoint uses TLS, the sandbox's trusted authorities become this one alone: there is no other server to trust.
    /// - Throws: ``OrchestratorError`` with stage `unknown-service`, `service-configuration`, `service-address` or `service-conflict`;
    ///   `SandboxError` when an endpoint is taken; what NIO throws when the machine is out of something.
    public func start(_ description: ServiceDescription, in sandbox: Sandbox) async throws -> any RunningService {
        try await start(description) { try await sandbox.listen(on: $0) }
    }

    /// Serves the endpoints on the sockets that `listen` opens for them.
    func start(_ description: ServiceDescription, listen: (NetworkEndpoint) async throws -> FileDescriptor) async throws -> CIService {
        guard description.kind == CIEndpoints.serviceKind else {
            throw OrchestratorError(
                kind: .usage,
                stage: "unknown-service",
                subject: description.kind,
                cause: "the job asks for a service that this version does not know",
                mend: "carry the job out with the witnessbox that made it"
            )
        }
        let endpoints = try description.configuration(as: CIEndpoints.self)
        let platforms = try await Self.platforms(of: endpoints)
        let sites = platforms.flatMap(\.sites)
        try Self.checkConflicts(of: sites)
        var provisions = platforms.map(\.provisions).reduce(into: ServiceProvisions()) { $0.add($1) }
        let secure = Set(sites.filter(\.usesTLS).map(\.host))
        let context = secure.isEmpty ? nil : try await KeyRing.shared.serverContext(seed: endpoints.keySeed, hosts: secure)
        if context != nil {
            let authority = try await KeyRing.shared.authority(seed: endpoints.keySeed)
            provisions.files += Self.trustPaths.map { JobFile(path: $0, content: Array(authority.pem.utf8)) }
        }
        return CIService(provisions: provisions, server: try await HTTPServer.start(sites, context: context, limits: limits, listen: listen))
    }

    private static func platforms(of endpoints: CIEndpoints) async throws -> [PlatformSites] {
        var platforms: [PlatformSites] = []
        if let gitHub = endpoints.gitHub { platforms.append(try await .gitHub(gitHub, in: endpoints)) }
        if let gitLab = endpoints.gitLab { platforms.append(try await .gitLab(gitLab, in: endpoints)) }
        if let ec2 = endpoints.ec2 { platforms.append(try await .ec2(ec2, in: endpoints)) }
        if let google = endpoints.google { platforms.append(try await .google(google, in: endpoints)) }
        return platforms
    }

    /// Two sites of one name cannot be told apart, and one port speaks TLS or does not.
    private static func checkConflicts(of sites: [HTTPSite]) throws {
        for (endpoint, sites) in Dictionary(grouping: sites, by: \.endpoint) {
            guard Set(sites.map(\.host)).count == sites.count, Set(sites.map(\.usesTLS)).count == 1 else {
                throw OrchestratorError(
                    kind: .usage,
                    stage: "service-conflict",
                    subject: endpoint.description,
                    cause: "two of the job's platforms want it: \(sites.map(\.host).sorted().joined(separator: ", "))",
                    mend: "give a job one of them"
                )
            }
        }
    }
}
