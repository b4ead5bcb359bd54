import Foundation
import Orchestrator
import Sandbox

/// Where in a sandbox a server lies whose address the job tells, such as `https://gitlab.example.com:8443/gitlab`.
struct ServerAddress: Sendable {
    let usesTLS: Bool
    /// Name or address, in lower case.
    let host: String
    let endpoint: NetworkEndpoint
    /// Without a slash at its end.
    let path: String

    /// - Throws: ``OrchestratorError`` with stage `service-address` when it is no address of a web server inside a sandbox.
    init(_ text: String) throws {
        guard let parts = URLComponents(string: text), let host = parts.host?.lowercased(), !host.isEmpty,
            let scheme = parts.scheme, ["http", "https"].contains(scheme), parts.user == nil, parts.query == nil, parts.fragment == nil,
            let port = UInt16(exactly: parts.port ?? (scheme == "https" ? 443 : 80)), port > 0, !parts.path.hasSuffix("/")
        else {
            throw Self.refusal(text, "it is not of the form http[s]://HOST[:PORT][/PATH]")
        }
        let address = IPv4Address(host)
        guard address == nil || scheme == "http" else { throw Self.refusal(text, "TLS wants a host name") }
        usesTLS = scheme == "https"
        self.host = host
        endpoint = NetworkEndpoint(address: address ?? .loopback, port: port)
        path = parts.path
    }

    /// What is to resolve inside the sandbox.
    var hosts: [String: IPv4Address] { IPv4Address(host) == nil ? [host: endpoint.address] : [:] }

    private static func refusal(_ text: String, _ cause: String) -> OrchestratorError {
        OrchestratorError(
            kind: .usage, stage: "service-address", subject: text, cause: cause, mend: "give the server's address, such as https://gitlab.example.com"
        )
    }
}
