import NIOSSL

/// The keys and certificates that this process has made, each once however many sandboxes need it at the same time.
actor KeyRing {
    static let shared = KeyRing()

    private struct KeyName: Hashable {
        let seed: UInt64
        let purpose: String
    }

    private struct ContextName: Hashable {
        let seed: UInt64
        let hosts: [String]
    }

    private var keys: [KeyName: Task<IssuerKey, any Error>] = [:]
    private var authorities: [UInt64: Task<CertificateAuthority, any Error>] = [:]
    private var contexts: [ContextName: NIOSSLContext] = [:]

    /// How many server certificates are kept; hosts that every job has in common are soon there again.
    private static let mostContexts = 64

    /// The key of an issuer.
    func issuerKey(seed: UInt64, purpose: String) async throws -> IssuerKey {
        let name = KeyName(seed: seed, purpose: purpose)
        let task = keys[name] ?? Task.detached { try IssuerKey(seed: seed, purpose: purpose) }
        keys[name] = task
        return try await task.value
    }

    /// The authority that guests trust.
    func authority(seed: UInt64) async throws -> CertificateAuthority {
        let key = try await issuerKey(seed: seed, purpose: "certificate authority")
        let task = authorities[seed] ?? Task.detached { try CertificateAuthority(key: key, seed: seed) }
        authorities[seed] = task
        return try await task.value
    }

    /// The server side of TLS for these hosts.
    func serverContext(seed: UInt64, hosts: Set<String>) async throws -> NIOSSLContext {
        let name = ContextName(seed: seed, hosts: hosts.sorted())
        let authority = try await authority(seed: seed)
        if let context = contexts[name] { return context }
        if contexts.count == Self.mostContexts { contexts = [:] }
        let context = try authority.serverContext(hosts: name.hosts)
        contexts[name] = context
        return context
    }
}
