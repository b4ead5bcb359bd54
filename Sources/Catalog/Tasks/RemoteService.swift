/// A server that a call of witness may be told to ask. The raw value is the variant's name in the grammar.
enum RemoteService: String, CaseIterable, Sendable {
    /// Archivista, which stores what a run attests.
    case archivistaUpload
    /// Archivista, in which a verification looks for attestations.
    case archivistaQuery
    /// A timestamp authority, for an attestation.
    case timestampedRun
    /// The same for a policy.
    case timestampedPolicy
    /// Vault, which makes a certificate for a key of the moment.
    case vaultKey

    /// Where the service may be, as URLs.
    /// - Parameter domain: of the organisation.
    func servers(domain: String) -> [String] {
        switch self {
        case .archivistaUpload, .archivistaQuery: ["https://archivista.testifysec.io", "https://archivista.\(domain)", "https://evidence.\(domain)"]
        case .timestampedRun, .timestampedPolicy: ["https://freetsa.org/tsr", "http://timestamp.digicert.com", "https://tsa.\(domain)/rfc3161"]
        case .vaultKey: ["https://vault.\(domain)", "https://vault.\(domain):8200", "https://secrets.\(domain)"]
        }
    }

    /// The call that asks it.
    func asking(
        _ server: String, _ calls: (run: WitnessCommandLine, check: WitnessCommandLine, sign: WitnessCommandLine, verify: WitnessCommandLine)
    ) -> WitnessCommandLine {
        // Witness asks the first of Archivista's servers without being told.
        func storing(_ call: WitnessCommandLine) -> WitnessCommandLine {
            let enabled = call.adding("enable-archivista")
            return server == servers(domain: "")[0] ? enabled : enabled.adding("archivista-server", server)
        }
        return switch self {
        case .archivistaUpload: storing(calls.run)
        case .archivistaQuery: storing(calls.verify.without("attestations"))
        case .timestampedRun: calls.run.adding("timestamp-servers", server)
        case .timestampedPolicy: calls.sign.adding("timestamp-servers", server)
        case .vaultKey:
            calls.run.without("signer-file-key-path").without("signer-file-key-passphrase-path").adding("signer-vault-url", server).adding(
                "signer-vault-role", "release"
            )
            .adding("signer-vault-token", "\"$VAULT_TOKEN\"")
        }
    }

    /// What witness says where there is no network, up to what depends on the host.
    func refusal(_ server: String) -> String {
        let host = server.split(separator: "/").dropFirst().first?.split(separator: ":").first ?? ""
        func post(_ path: String) -> String { "Post \\\"\(server)\(path)\\\": dial tcp: lookup \(host)…" }
        let reason =
            switch self {
            case .archivistaUpload: "failed to store artifact in archivista: " + post("/upload")
            case .archivistaQuery:
                "failed to verify policy: attestors failed with error messages\\nattestor policyverify failed: failed to verify policy: "
                    + post("/query")
            case .timestampedRun: "failed to sign collection: " + post("")
            case .timestampedPolicy: post("")
            case .vaultKey: "failed to create vault signer: failed to issue certificate: " + post("/v1/pki/issue/release")
            }
        return "level=error msg=\"\(reason)"
    }
}
