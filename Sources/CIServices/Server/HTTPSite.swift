import Sandbox

/// What answers for one host name at one endpoint of a sandbox.
struct HTTPSite: Sendable {
    let endpoint: NetworkEndpoint
    /// The name or address by which guests call it, in lower case.
    let host: String
    let usesTLS: Bool
    /// Answers a request; a thrown error is an internal server error to the guest.
    let reply: @Sendable (HTTPRequest) async throws -> HTTPReply
}
