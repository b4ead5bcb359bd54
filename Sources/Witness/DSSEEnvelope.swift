import Foundation

/// A signed document: what `witness run` and `witness sign` write.
public struct DSSEEnvelope: Codable, Sendable, Hashable {
    /// One signature over the payload.
    public struct Signature: Codable, Sendable, Hashable {
        /// Name of the signing key.
        public var keyIdentifier: KeyIdentifier
        /// The signature's bytes.
        public var signature: Data

        private enum CodingKeys: String, CodingKey {
            case keyIdentifier = "keyid"
            case signature = "sig"
        }
    }

    /// Payload type of an attestation collection.
    public static let inTotoPayloadType = "application/vnd.in-toto+json"

    /// The signed bytes.
    public var payload: Data
    /// What the payload is.
    public var payloadType: String
    /// The signatures.
    public var signatures: [Signature]

    /// Reads an envelope; certificates and timestamps beside the signatures are ignored.
    /// - Throws: a `DecodingError` when the bytes are no envelope.
    public init(json: some Sequence<UInt8>) throws {
        self = try JSONDecoder().decode(DSSEEnvelope.self, from: Data(json))
    }
}
