/// Runs of `witness verify` over one example's files: the good one, and ones over files with a flipped bit, which must fail.
public struct Verification: Sendable, Hashable {
    /// One run.
    public struct Check: Sendable, Hashable {
        /// `good`, or what was altered.
        public var name: String
        /// Arguments of `witness verify`, with paths relative to the directory of the files.
        public var arguments: [String]
        /// Whether witness must accept, else it must reject.
        public var mustAccept: Bool
    }

    /// The example's name.
    public var id: String
    /// The files; altered copies are below `altered/`.
    public var files: [EvidenceFile]
    /// The runs, in order.
    public var checks: [Check]

    /// Where altered copies lie; no file of an example does.
    static let alteredDirectory = "altered"
    /// What `witness verify` may be told. A pack comes from anyone, and other options read, write and connect where its maker wants.
    private static let options: Set<String> = ["--policy", "--publickey", "--attestations", "--artifactfile", "--subjects"]

    /// A verification with every part given.
    init(id: String, files: [EvidenceFile], checks: [Check]) {
        self.id = id
        self.files = files
        self.checks = checks
    }

    /// The verification of an example.
    /// - Parameter tampering: whether to check too that one flipped bit in the policy, an attestation or the artifact is noticed.
    public init(of example: EvidenceExample, tampering: Bool) throws {
        let arguments = example.document.verify
        id = example.document.id
        files = example.files
        checks = [Check(name: "good", arguments: arguments, mustAccept: true)]
        for (position, argument) in arguments.enumerated() {
            if position.isMultiple(of: 2), Self.options.contains(argument), position + 1 < arguments.count { continue }
            if !position.isMultiple(of: 2), arguments[position - 1] == "--subjects", Self.isDigest(argument) { continue }
            guard !position.isMultiple(of: 2), let file = example.files.first(where: { $0.path == argument }) else {
                throw DatasetError(
                    stage: "evidence",
                    subject: id,
                    cause: "argument \(position + 1) of its verification is neither an option for evidence nor a file in the pack",
                    mend: "restore the pack, or remove it and run 'witnessbox generate' on the directory again"
                )
            }
            guard tampering, argument != EvidenceExample.keyName else { continue }
            let altered = EvidenceFile(path: "\(Self.alteredDirectory)/\(argument)", content: Self.flippingOneBit(in: file.content))
            files.append(altered)
            checks.append(Check(name: argument, arguments: arguments.map { $0 == argument ? altered.path : $0 }, mustAccept: false))
        }
    }

    /// Whether a text is a SHA-256 digest in hexadecimal.
    private static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64 && text.allSatisfy { $0.isASCII && $0.isHexDigit }
    }

    /// The middle of a signed document lies in its payload, whose every bit is signed.
    private static func flippingOneBit(in content: [UInt8]) -> [UInt8] {
        guard !content.isEmpty else { return [0] }
        var altered = content
        altered[content.count / 2] ^= 1
        return altered
    }
}
