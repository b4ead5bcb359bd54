import Basics

/// The metadata server of a Compute Engine machine, at `http://metadata.google.internal`, and Google's keys at
/// `https://www.googleapis.com/oauth2/v3/certs`.
///
/// Source: cloud.google.com, "Verify the identity of a VM instance" and "About VM metadata".
public struct GoogleEndpoint: Codable, Sendable, Hashable {
    /// All claims of an identity token of the format `full` but `aud`. Without `full` the claim `google` is left out, as Google does; with it the `witness` of today ends in a panic.
    public var claims: [String: JSONValue]
    /// Other metadata by its path below `/computeMetadata/v1/`, such as `project/project-id`.
    public var metadata: [String: String]
    /// What is wrong with the tokens, for a control that must fail.
    public var fault: TokenFault?

    /// Endpoints with every part given.
    public init(claims: [String: JSONValue], metadata: [String: String] = [:], fault: TokenFault? = nil) {
        self.claims = claims
        self.metadata = metadata
        self.fault = fault
    }
}
