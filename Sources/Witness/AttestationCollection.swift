import Basics
import Foundation

/// The payload of an attestation: an in-toto statement whose predicate is what one step's attestors recorded.
public struct AttestationCollection: Codable, Sendable, Hashable {
    /// Something the collection speaks of, to be found again by its digest.
    public struct Subject: Codable, Sendable, Hashable {
        /// Where it came from, for example `https://witness.dev/attestations/product/v0.1/file:app`.
        public var name: String
        /// Hexadecimal digests by algorithm.
        public var digest: [String: String]
    }

    /// What one attestor recorded.
    public struct Attestation: Codable, Sendable, Hashable {
        /// The attestation's type.
        public var type: String
        /// What was recorded; its shape depends on the type.
        public var attestation: JSONValue
    }

    /// What all attestors of one step recorded.
    public struct Predicate: Codable, Sendable, Hashable {
        /// The step's name.
        public var name: String
        /// One entry per attestor.
        public var attestations: [Attestation]
    }

    /// Predicate type of every collection.
    public static let predicateType = "https://witness.testifysec.com/attestation-collection/v0.1"

    /// What the collection speaks of.
    public var subject: [Subject]
    /// Always ``predicateType``.
    public var predicateType: String
    /// The step and its attestations.
    public var predicate: Predicate

    /// Reads the collection in an envelope. Signatures are not checked: that is `witness verify`'s work.
    /// - Throws: a `DecodingError` when the payload is no attestation collection.
    public init(envelope: DSSEEnvelope) throws {
        self = try JSONDecoder().decode(AttestationCollection.self, from: envelope.payload)
        guard predicateType == Self.predicateType else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "the statement's predicate is '\(predicateType)', not an attestation collection")
            )
        }
    }

    /// The recorded attestation of a type.
    public func attestation(ofType type: String) -> JSONValue? {
        predicate.attestations.first { $0.type == type }?.attestation
    }
}
