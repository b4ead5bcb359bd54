import Basics
import Foundation

/// A service that runs beside a job's steps, as the job tells it: what starts it is a ``ServiceProvider``.
public struct ServiceDescription: Codable, Sendable, Hashable {
    /// Which service, a name that the provider knows.
    public var kind: String
    /// Everything else that decides how the service behaves; a part of the job key.
    public var configuration: JSONValue

    /// A service with every part given.
    public init(kind: String, configuration: JSONValue) {
        self.kind = kind
        self.configuration = configuration
    }

    /// A service whose configuration is a value of its own type.
    /// - Throws: an encoding error when the value holds something that JSON cannot express.
    public init(kind: String, configuration: some Encodable) throws {
        let json = try CanonicalJSON.encode(configuration)
        self.init(kind: kind, configuration: try JSONDecoder().decode(JSONValue.self, from: Data(json)))
    }

    /// The configuration as the type that the provider keeps it in.
    /// - Throws: ``OrchestratorError`` with stage `service-configuration` when it is not of that type.
    public func configuration<Configuration: Decodable>(as type: Configuration.Type) throws -> Configuration {
        do {
            return try JSONDecoder().decode(type, from: Data(try configuration.canonicalJSON()))
        } catch let error as DecodingError {
            throw OrchestratorError(
                kind: .usage,
                stage: "service-configuration",
                subject: kind,
                cause: "\(error)",
                mend: "the job is of another version of witnessbox; make it anew"
            )
        }
    }
}
