import Basics

/// A witness policy: who must have attested what in which step.
///
/// The JSON has sorted keys, so equal policies are equal bytes. X.509 roots and timestamp authorities are not modelled.
public struct Policy: Codable, Sendable, Hashable {
    /// A key that the policy's functionaries may sign with.
    public struct PublicKey: Codable, Sendable, Hashable {
        /// The key's name; must be the real one, see ``KeyIdentifier``.
        public var keyIdentifier: String
        /// The PEM text in base64.
        public var key: String

        private enum CodingKeys: String, CodingKey {
            case keyIdentifier = "keyid"
            case key
        }

        /// A key with its name.
        public init(keyIdentifier: String, key: String) {
            self.keyIdentifier = keyIdentifier
            self.key = key
        }
    }

    /// Someone whose signature is accepted for a step.
    public struct Functionary: Codable, Sendable, Hashable {
        /// By convention `publickey`; witness does not check it.
        public var type: String
        /// Name of one of the policy's public keys.
        public var publicKeyIdentifier: String

        private enum CodingKeys: String, CodingKey {
            case type
            case publicKeyIdentifier = "publickeyid"
        }

        /// The holder of a public key.
        public init(publicKeyIdentifier: String) {
            type = "publickey"
            self.publicKeyIdentifier = publicKeyIdentifier
        }
    }

    /// A Rego module that may deny an attestation.
    public struct RegoModule: Codable, Sendable, Hashable {
        /// Unique in the policy: of two modules with one name, only the later counts.
        public var name: String
        /// The module's text in base64.
        public var module: String

        /// A module with its name.
        public init(name: String, module: String) {
            self.name = name
            self.module = module
        }
    }

    /// An attestation that a step must have.
    public struct RequiredAttestation: Codable, Sendable, Hashable {
        /// The attestation's type.
        public var type: String
        /// Modules that see this attestation as `input`.
        public var regoPolicies: [RegoModule]?

        private enum CodingKeys: String, CodingKey {
            case type
            case regoPolicies = "regopolicies"
        }

        /// A required attestation, by default without any module.
        public init(type: String, regoPolicies: [RegoModule]? = nil) {
            self.type = type
            self.regoPolicies = regoPolicies
        }
    }

    /// What must be known of one step.
    public struct Step: Codable, Sendable, Hashable {
        /// The step's name; also its key in the policy.
        public var name: String
        /// Whose signatures are accepted; any one suffices.
        public var functionaries: [Functionary]
        /// What must have been recorded. An empty list accepts everything.
        public var attestations: [RequiredAttestation]

        /// A step with every part given.
        public init(name: String, functionaries: [Functionary], attestations: [RequiredAttestation]) {
            self.name = name
            self.functionaries = functionaries
            self.attestations = attestations
        }
    }

    /// When the policy stops being valid: RFC 3339 with time and zone.
    public var expires: String
    /// The keys by name.
    public var publicKeys: [String: PublicKey]
    /// The steps by name. A policy without steps accepts everything.
    public var steps: [String: Step]

    private enum CodingKeys: String, CodingKey {
        case expires
        case publicKeys = "publickeys"
        case steps
    }

    /// A policy for the given keys and steps.
    public init(expires: String, publicKeys: [PublicKey], steps: [Step]) {
        self.expires = expires
        self.publicKeys = Dictionary(publicKeys.map { ($0.keyIdentifier, $0) }) { first, _ in first }
        self.steps = Dictionary(steps.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The policy as indented JSON, without a line feed at its end.
    public func json() throws -> String {
        // Foundation puts a space before the colon; no string of a policy holds a quotation mark, so the pattern is unambiguous.
        return String(decoding: try CanonicalJSON.encodeReadably(self).dropLast(), as: UTF8.self).replacing("\" : ", with: "\": ")
    }
}
