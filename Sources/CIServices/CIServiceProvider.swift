import CIMocks
import Foundation
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
    private let clock: @Sendable () -> Date

    /// A provider; all are equal.
    public init() {
        self.init(limits: ServerLimits())
    }

    /// - Parameter clock: the machine's, unless a test says otherwise.
    init(limits: ServerLimits, clock: @escaping @Sendable () -> Date = { Date() }) {
        self.limits = limits
        self.clock = clock
    }

    /// Serves the endpoints in `sandbox`.
    ///
    /// Where an endpoint uses TLS, the sandbox's trusted authorities become this one alone: there is no other server to trust.
    /// - Throws: ``OrchestratorError`` with stage `unknown-service`, `service-configuration`, `service-address`, `service-conflict` or
    ///   `clock`;
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
        if !secure.isEmpty { try checkClock() }
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

    /// No client in the sandbox would trust the endpoints by a clock at which their certificates are not yet, or no longer, valid.
    private func checkClock() throws {
        let now = clock()
        guard !CertificateAuthority.validity.contains(now) else { return }
        let validity = [CertificateAuthority.validity.lowerBound, CertificateAuthority.validity.upperBound].map { $0.formatted(.iso8601) }
        throw OrchestratorError(
            kind: .infrastructure,
            stage: "clock",
            subject: now.formatted(.iso8601),
            cause: "certificates in sandboxes are valid from \(validity[0]) to \(validity[1])",
            mend: "set this machine's clock"
        )
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
