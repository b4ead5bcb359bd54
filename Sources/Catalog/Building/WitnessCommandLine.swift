import CIMocks
import Witness

/// A call of witness, to be written in one style or another.
struct WitnessCommandLine: Sendable {
    /// A flag with its value.
    struct Flag: Sendable {
        var short: String
        var long: String
        var value: String
        /// Whether it is a switch: alone it says `true`, and another value must be joined to it by an equals sign.
        var isSwitch = false

        /// The flag as shell text.
        func text(style: CommandLineStyle) -> String {
            if isSwitch { return value == "true" ? "--\(long)" : "--\(long)=\(value)" }
            return style.longFlags || short.isEmpty ? "--\(long)\(style.equalsSign ? "=" : " ")\(value)" : "-\(short) \(value)"
        }
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
            style: style)
    }

    /// `witness run` of any step.
    static func run(
        step: String, attestors: [Attestor], key: SigningKey, outfile: String, command: String, style: CommandLineStyle
    ) -> WitnessCommandLine {
        let names = attestors.map(\.name)
        let values = style.repeatedAttestors ? names : [names.joined(separator: ",")].filter { !$0.isEmpty }
        let flags = [Flag(short: "s", long: "step", value: step), Flag(short: "o", long: "outfile", value: outfile)]
        return WitnessCommandLine(
            ["witness", "run"],
            flags + key.runFlags + values.map { Flag(short: "a", long: "attestations", value: $0) } + attestorFlags(attestors), command: command)
    }

    /// What attestors must be told: the certificate that an instance's identity document is checked with, since witness knows those of Amazon's own
    /// regions alone, and that there is no cluster to ask about manifests.
    private static func attestorFlags(_ attestors: [Attestor]) -> [Flag] {
        var flags: [Flag] = []
        if attestors.contains(.aws) {
            flags.append(Flag(short: "", long: "attestor-aws-region-cert", value: "\"$(cat \(EC2Endpoint.defaultCertificatePath))\""))
        }
        if attestors.contains(.k8sManifest) {
            flags.append(Flag(short: "", long: "attestor-k8smanifest-record-cluster-information", value: "false", isSwitch: true))
        }
        return flags
    }

    /// The same as text that can follow other words of a call.
    static func attestorOptions(_ attestors: [Attestor]) -> String {
        attestorFlags(attestors).map { " --\($0.long)=\($0.value)" }.joined()
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
        changing(long) { $0.value = value }
    }

    /// The same call without a flag.
    func without(_ long: String) -> WitnessCommandLine {
        WitnessCommandLine(words, flags.filter { $0.long != long }, command: command)
    }

    /// The same call with a flag that is called otherwise, in its long form only.
    func renaming(_ long: String, to name: String) -> WitnessCommandLine {
        changing(long) {
            $0.short = ""
            $0.long = name
        }
    }

    /// The same call with this for the attestors, in one flag.
    func joiningAttestors(_ value: String) -> WitnessCommandLine {
        let first = flags.firstIndex { $0.long == "attestations" }
        let kept = flags.enumerated().filter { $0.offset == first || $0.element.long != "attestations" }.map(\.element)
        return WitnessCommandLine(words, kept, command: command).setting("attestations", to: value)
    }

    /// The same call with another flag, in its long form; without a value it is a switch.
    func adding(_ long: String, _ value: String? = nil) -> WitnessCommandLine {
        WitnessCommandLine(words, flags + [Flag(short: "", long: long, value: value ?? "true", isSwitch: value == nil)], command: command)
    }

    /// The same call of another command.
    func replacingCommand(_ command: String) -> WitnessCommandLine { WitnessCommandLine(words, flags, command: command) }

    /// The same flags and command after other words.
    func replacingWords(_ words: [String]) -> WitnessCommandLine { WitnessCommandLine(words, flags, command: command) }

    private func changing(_ long: String, _ change: (inout Flag) -> Void) -> WitnessCommandLine {
        var flags = flags
        for index in flags.indices where flags[index].long == long { change(&flags[index]) }
        return WitnessCommandLine(words, flags, command: command)
    }

    /// The same call with its flags in another order.
    func shuffled(by generator: inout SeededGenerator) -> WitnessCommandLine {
        WitnessCommandLine(words, generator.shuffled(flags), command: command)
    }

    /// The call as shell text.
    func text(style: CommandLineStyle) -> String {
        let all = [words.joined(separator: " ")] + flags.map { $0.text(style: style) } + (command.map { ["-- \($0)"] } ?? [])
        return all.joined(separator: style.continued && !flags.isEmpty ? " \\\n  " : " ")
    }
}
