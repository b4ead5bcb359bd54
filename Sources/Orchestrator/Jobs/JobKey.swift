import Basics
import Crypto
import Foundation

/// SHA-256 of a job's canonical JSON, as 64 lowercase hexadecimal digits.
public struct JobKey: Codable, Sendable, Hashable, CustomStringConvertible {
    /// The digits.
    public let description: String

    /// The key of a job.
    /// - Throws: an encoding error when the job holds a value that JSON cannot express.
    public init(of job: Job) throws {
        self.init(ofCanonicalJSON: try job.canonicalJSON())
    }

    /// The key of the job whose canonical JSON this is.
    init(ofCanonicalJSON json: Data) {
        description = SHA256.hash(data: json).hexadecimal
    }

    /// A key read back from a store.
    init(description: String) {
        self.description = description
    }

    /// Decodes the bare string.
    public init(from decoder: any Decoder) throws {
        description = try decoder.singleValueContainer().decode(String.self)
    }

    /// Encodes the bare string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
