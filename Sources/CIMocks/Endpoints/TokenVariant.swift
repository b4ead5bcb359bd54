import Basics

/// A token that can be had beside the job's own one, so that a control can show that it is refused.
public struct TokenVariant: Codable, Sendable, Hashable {
    /// Where the sandbox has the variables by which each variant is had: an object of objects, the outer by the variants' names.
    public static let path = "/run/witnessbox/tokens.json"

    /// Its name among those of the job.
    public var name: String
    /// All its claims but `aud`.
    public var claims: [String: JSONValue]
    /// What is wrong with it.
    public var fault: TokenFault?

    /// A variant with every part given.
    public init(name: String, claims: [String: JSONValue], fault: TokenFault? = nil) {
        self.name = name
        self.claims = claims
        self.fault = fault
    }
}
