import CIMocks
import Witness

/// A call of witness, to be written in one style or another.
struct WitnessCommandLine: Sendable {
    /// A flag with its value.
    struct Flag: Sendable {
        var short: String
        var long: String
        var value: String
    }

    private var words: [String]
    private var flags: [Flag]
    private var command: String?

    private init(_ words: [String], _ flags: [Flag], command: String? = nil) {
        self.words = words
        self.flags = flags
        self.command = command
    }

    /// `witness run`.
    static func run(_ scene: ExampleScene, style: CommandLineStyle) -> WitnessCommandLine {
        run(
            step: scene.specification.step, attestors: scene.attestors, key: scene.key, outfile: scene.paths.attestation, command: scene.run,
            more: certificate(scene), style: style)
    }

    /// `witness run` of any step.
    static func run(
        step: String, attestors: [Attestor], key: SigningKey, outfile: String, command: String, more: [Flag] = [], style: CommandLineStyle
    ) -> WitnessCommandLine {
        let names = attestors.map(\.name)
        let values = style.repeatedAttestors ? names : [names.joined(separator: ",")].filter { !$0.isEmpty }
        let flags = [Flag(short: "s", long: "step", value: step), Flag(short: "o", long: "outfile", value: outfile)]
        return WitnessCommandLine(
            ["witness", "run"], flags + key.runFlags + values.map { Flag(short: "a", long: "attestations", value: $0) } + more, command: command)
    }

    /// The certificate that an instance's identity document is checked with: witness knows those of Amazon's own regions alone.
    static func certificate(_ scene: ExampleScene) -> [Flag] {
        guard scene.specification.attestors.contains(.aws) else { return [] }
        return [Flag(short: "", long: "attestor-aws-region-cert", value: "\"$(cat \(EC2Endpoint.defaultCertificatePath))\"")]
    }

    /// `witness policy check`.
    static func check(_ paths: ExamplePaths) -> WitnessCommandLine {
        WitnessCommandLine(["witness", "policy", "check", paths.policy], [])
    }

    /// `witness sign`.
    static func sign(_ scene: ExampleScene) -> WitnessCommandLine {
        WitnessCommandLine(
            ["witness", "sign"],
            scene.key.signFlags + [
                Flag(short: "f", long: "infile", value: scene.paths.policy),
                Flag(short: "o", long: "outfile", value: scene.paths.signedPolicy),
            ]
        )
    }

    /// The digest of a file, as the shell reads it for `--subjects`.
    static func digest(of file: String) -> String { "$(sha256sum \(file) | cut -d' ' -f1)" }

    /// `witness verify`.
    static func verify(_ paths: ExamplePaths, further: [String] = [], subjects: [String] = [], artifact: String) -> WitnessCommandLine {
        WitnessCommandLine(
            ["witness", "verify"],
            [
                Flag(short: "k", long: "publickey", value: paths.publicKey),
                Flag(short: "p", long: "policy", value: paths.signedPolicy),
                Flag(short: "f", long: "artifactfile", value: artifact),
            ] + ([paths.attestation] + further).map { Flag(short: "a", long: "attestations", value: $0) }
                + subjects.map { Flag(short: "s", long: "subjects", value: digest(of: $0)) }
        )
    }

    /// The same call with another value of a flag.
    func setting(_ long: String, to value: String) -> WitnessCommandLine {
        changing(long) { Flag(short: $0.short, long: $0.long, value: value) }
    }

    /// The same call without a flag.
    func without(_ long: String) -> WitnessCommandLine { changing(long) { _ in nil } }

    /// The same call with a flag that is called otherwise, in its long form only.
    func renaming(_ long: String, to name: String) -> WitnessCommandLine {
        changing(long) { Flag(short: "", long: name, value: $0.value) }
    }

    /// The same call with this for the attestors, in one flag.
    func joiningAttestors(_ value: String) -> WitnessCommandLine {
        var isFirst = true
        return changing("attestations") { flag in
            defer { isFirst = false }
            return isFirst ? Flag(short: flag.short, long: flag.long, value: value) : nil
        }
    }

    /// The same flags and command after other words.
    func replacingWords(_ words: [String]) -> WitnessCommandLine { WitnessCommandLine(words, flags, command: command) }

    private func changing(_ long: String, _ change: (Flag) -> Flag?) -> WitnessCommandLine {
        WitnessCommandLine(words, flags.compactMap { $0.long == long ? change($0) : $0 }, command: command)
    }

    /// The same call with its flags in another order.
    func shuffled(by generator: inout SeededGenerator) -> WitnessCommandLine {
        WitnessCommandLine(words, generator.shuffled(flags), command: command)
    }

    /// The call as shell text.
    func text(style: CommandLineStyle) -> String {
        let parts = flags.map { flag in
            style.longFlags || flag.short.isEmpty ? "--\(flag.long)\(style.equalsSign ? "=" : " ")\(flag.value)" : "-\(flag.short) \(flag.value)"
        }
        let all = [words.joined(separator: " ")] + parts + (command.map { ["-- \($0)"] } ?? [])
        return all.joined(separator: style.continued && !flags.isEmpty ? " \\\n  " : " ")
    }
}
