import Basics

/// The instance metadata service (version 2 alone) of an EC2 instance, at `http://169.254.169.254`.
///
/// Source: Amazon EC2 user guide, "Instance identity documents" and "Use the Instance Metadata Service".
public struct EC2Endpoint: Codable, Sendable, Hashable {
    /// The instance identity document: `accountId`, `instanceId`, `region`, `privateIp` and so on.
    public var document: [String: JSONValue]
    /// Other metadata by its path below `/latest/meta-data/`, such as `ami-id`.
    public var metadata: [String: String]
    /// Where in the sandbox the certificate lies with which the document's signature is checked (PEM).
    public var certificatePath: String
    /// What is wrong with the signature, for a control that must fail: ``TokenFault/foreignKey`` or ``TokenFault/tamperedClaims``.
    public var fault: TokenFault?

    /// Where the certificate lies unless something else is said.
    public static let defaultCertificatePath = "/etc/ssl/aws/identity.pem"

    /// Endpoints with every part given.
    public init(
        document: [String: JSONValue],
        metadata: [String: String] = [:],
        certificatePath: String = defaultCertificatePath,
        fault: TokenFault? = nil
    ) {
        self.document = document
        self.metadata = metadata
        self.certificatePath = certificatePath
        self.fault = fault
    }
}
