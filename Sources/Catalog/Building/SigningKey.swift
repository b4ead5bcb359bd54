/// What an example signs with: files relative to the project, how they come to be, and how witness and OpenSSL are told of them.
struct SigningKey: Sendable {
    /// A file that holds the passphrase of an encrypted key; it is there before the answer's commands run.
    struct Passphrase: Sendable {
        var file: String
        var text: String
    }

    /// The certificate of a key, and the authority that issues it, which is there before the answer's commands run.
    struct Certificate: Sendable {
        var file: String
        var commonName: String
        var intermediate: String
        var intermediateKey: String
        var root: String
    }

    /// The command that makes the private key.
    let generate: String
    let privateKey: String
    let publicKey: String
    let passphrase: Passphrase?
    let certificate: Certificate?

    /// Shell lines that make the key's files, but for what is there before.
    var lines: [String] {
        let certify = certificate.map { certificate in
            "openssl req -new -key \(privateKey) -subj \"/CN=\(certificate.commonName)\" | openssl x509 -req -CA \(certificate.intermediate)"
                + " -CAkey \(certificate.intermediateKey) -days 3650 -out \(certificate.file)"
        }
        let unlock = passphrase.map { " -passin file:\($0.file)" } ?? ""
        return [generate] + (certify.map { [$0] } ?? []) + ["openssl pkey -in \(privateKey)\(unlock) -pubout -out \(publicKey)"]
    }

    /// The flags by which `witness sign` is told of the key.
    var signFlags: [WitnessCommandLine.Flag] {
        let key = WitnessCommandLine.Flag(short: "k", long: "signer-file-key-path", value: privateKey)
        let unlock = passphrase.map { WitnessCommandLine.Flag(short: "", long: "signer-file-key-passphrase-path", value: $0.file) }
        return [key] + (unlock.map { [$0] } ?? [])
    }

    /// The flags by which `witness run` is told of the key, and of what vouches for it.
    var runFlags: [WitnessCommandLine.Flag] {
        guard let certificate else { return signFlags }
        return signFlags + [
            WitnessCommandLine.Flag(short: "", long: "signer-file-cert-path", value: certificate.file),
            WitnessCommandLine.Flag(short: "", long: "signer-file-intermediate-paths", value: certificate.intermediate),
        ]
    }

    /// Those of `witness run` as shell text for another directory than the one that the paths are relative to.
    func runArguments(from directory: String) -> String {
        runFlags.map { "--\($0.long) \(ExamplePaths.absolute($0.value, from: directory))" }.joined(separator: " ")
    }

    /// Shell lines that make what is there before: the passphrase, or the authority with its root and its intermediate.
    var prerequisites: [String] {
        let secret = passphrase.map { ["printf '%s\\n' \($0.text) > \($0.file)"] } ?? []
        guard let certificate else { return secret }
        let generate = "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out"
        let rootKey = certificate.root + ".key"
        return secret + [
            "\(generate) \(rootKey)",
            "openssl req -x509 -new -key \(rootKey) -days \(Self.authorityDays) -subj '/CN=Root' -out \(certificate.root)",
            "\(generate) \(certificate.intermediateKey)",
            "openssl req -new -key \(certificate.intermediateKey) -subj '/CN=Intermediate' | openssl x509 -req -CA \(certificate.root)"
                + " -CAkey \(rootKey) -days \(Self.authorityDays) -extfile <(echo basicConstraints=critical,CA:TRUE) -out \(certificate.intermediate)",
            "rm \(rootKey)",
        ]
    }

    /// How long authorities are valid, in days: `witness policy check` wants a root to outlive every policy.
    static let authorityDays = 10950

    /// The values that a policy takes from the key's files, each with the command that prints it.
    var policyValues: [(name: String, command: String)] {
        guard let certificate else {
            return [("KEYID", "sha256sum \(publicKey) | cut -d' ' -f1"), ("KEY", "base64 -w0 \(publicKey)")]
        }
        return [("ROOT", "base64 -w0 \(certificate.root)"), ("INTERMEDIATE", "base64 -w0 \(certificate.intermediate)")]
    }

    /// A key made the same way in other files, which nobody certifies.
    func other(privateKey: String, publicKey: String) -> SigningKey {
        SigningKey(
            generate: generate.replacing(self.privateKey, with: privateKey), privateKey: privateKey, publicKey: publicKey,
            passphrase: passphrase, certificate: nil)
    }
}
