import Basics

/// A witness policy: who must have attested what in which step.
///
/// The JSON has sorted keys, so equal policies are equal bytes. Timestamp authorities are not modelled.
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

    /// An authority whose certificates are trusted.
    public struct Root: Codable, Sendable, Hashable {
        /// The root's PEM text in base64; must outlive the policy.
        public var certificate: String
        /// The PEM texts of authorities below it, in base64.
        public var intermediates: [String]

        /// A root with the authorities below it.
        public init(certificate: String, intermediates: [String]) {
            self.certificate = certificate
            self.intermediates = intermediates
        }
    }

    /// What a certificate must say. Each list must equal the certificate's as a set; an empty one demands that it has none.
    public struct CertificateConstraint: Codable, Sendable, Hashable {
        /// The subject's common name.
        public var commonName: String
        /// Names of hosts.
        public var dnsNames: [String] = []
        /// Addresses of mail.
        public var emails: [String] = []
        /// The subject's organisations.
        public var organizations: [String] = []
        /// URIs.
        public var uris: [String] = []
        /// Names of the policy's roots of which one must vouch for it.
        public var roots: [String]

        private enum CodingKeys: String, CodingKey {
            case commonName = "commonname"
            case dnsNames = "dnsnames"
            case emails, organizations, uris, roots
        }

        /// A constraint on certificates that hold a common name and nothing else.
        public init(commonName: String, roots: [String]) {
            self.commonName = commonName
            self.roots = roots
        }
    }

    /// Someone whose signature is accepted for a step.
    public struct Functionary: Codable, Sendable, Hashable {
        /// By convention `publickey`, or `root` with a constraint on certificates; witness does not check it.
        public var type: String
        /// Name of one of the policy's public keys.
        public var publicKeyIdentifier: String?
        /// What the signature's certificate must say.
        public var certificateConstraint: CertificateConstraint?

        private enum CodingKeys: String, CodingKey {
            case type
            case publicKeyIdentifier = "publickeyid"
            case certificateConstraint = "certConstraint"
        }

        /// The holder of a public key.
        public init(publicKeyIdentifier: String) {
            type = "publickey"
            self.publicKeyIdentifier = publicKeyIdentifier
        }

        /// Whoever has a certificate that keeps a constraint.
        public init(certificateConstraint: CertificateConstraint) {
            type = "root"
            self.certificateConstraint = certificateConstraint
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
        /// Steps with whose materials and products those of this step's materials that lie at the same paths must agree.
        public var artifactsFrom: [String]?

        /// A step with every part given.
        public init(
            name: String, functionaries: [Functionary], attestations: [RequiredAttestation], artifactsFrom: [String]? = nil
        ) {
            self.name = name
            self.functionaries = functionaries
            self.attestations = attestations
            self.artifactsFrom = artifactsFrom
        }
    }

    /// When the policy stops being valid: RFC 3339 with time and zone.
    public var expires: String
    /// The keys by name.
    public var publicKeys: [String: PublicKey]
    /// The authorities by names that functionaries call them by.
    public var roots: [String: Root]?
    /// The steps by name. A policy without steps accepts everything.
    public var steps: [String: Step]

    private enum CodingKeys: String, CodingKey {
        case expires
        case publicKeys = "publickeys"
        case roots, steps
    }

    /// A policy for the given keys, roots and steps.
    public init(expires: String, publicKeys: [PublicKey], roots: [String: Root]? = nil, steps: [Step]) {
        self.expires = expires
        self.publicKeys = Dictionary(publicKeys.map { ($0.keyIdentifier, $0) }) { first, _ in first }
        self.roots = roots
        self.steps = Dictionary(steps.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The policy as indented JSON, without a line feed at its end.
    public func json() throws -> String {
        // Foundation puts a space before the colon; no string of a policy holds a quotation mark, so the pattern is unambiguous.
        return String(decoding: try CanonicalJSON.encodeReadably(self).dropLast(), as: UTF8.self).replacing("\" : ", with: "\": ")
    }
}
