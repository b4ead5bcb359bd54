import Basics
import Witness

/// One thing wrong in a single call of witness: the call, what witness says to it, and what it should be.
///
/// The raw value is the variant's name in the grammar.
enum CommandMistake: String, CaseIterable, Sendable {
    /// `witness run` without the step's name.
    case missingStep
    /// `witness run` without a key.
    case missingKey
    /// `witness run` with the public half of the key.
    case publicKeyForSigning
    /// An attestor's name with two letters changed over.
    case misspeltAttestor
    /// A space between the names of two attestors.
    case attestorsApart
    /// A comma and a space between the names of two attestors.
    case spacedAttestors
    /// A flag of other tools for the key.
    case keyFlag
    /// A flag for the step that witness does not have.
    case stepFlag
    /// A flag for the attestors that lacks its plural.
    case attestationFlag
    /// A flag for the output that witness does not have.
    case outputFlag
    /// `witness sign` without a file to write.
    case signWithoutOutput
    /// `witness sign` without a file to read.
    case signWithoutInput
    /// `witness check` in place of `witness policy check`.
    case checkAlone
    /// `witness verify` without anything to verify.
    case verifyWithoutSubject
    /// `witness verify` without an attestation.
    case verifyWithoutAttestation
    /// `witness verify` without the policy's key.
    case verifyWithoutKey
    /// `witness verify` with the private half of the key.
    case privateKeyForVerifying

    /// Which call of the example the mistake is in.
    var kind: AnswerBlock.Kind {
        switch self {
        case .missingStep, .missingKey, .publicKeyForSigning, .misspeltAttestor, .attestorsApart, .spacedAttestors, .keyFlag, .stepFlag,
            .attestationFlag, .outputFlag:
            .run
        case .signWithoutOutput, .signWithoutInput: .sign
        case .checkAlone: .check
        case .verifyWithoutSubject, .verifyWithoutAttestation, .verifyWithoutKey, .privateKeyForVerifying: .verify
        }
    }

    /// Whether an example can have the mistake.
    func fits(_ bench: Workbench) -> Bool {
        let attestors = bench.scene.specification.attestors
        return switch self {
        case .misspeltAttestor: !attestors.isEmpty
        // Witness takes the second for the command, and fails at it only where there is no such program.
        case .attestorsApart: attestors.count > 1 && !["git", "link"].contains(wrong(bench))
        case .spacedAttestors: attestors.count > 1
        case .publicKeyForSigning, .privateKeyForVerifying: keyType(bench) != nil
        default: true
        }
    }

    /// The call with the mistake, with what stands before it.
    func code(_ bench: Workbench) -> String {
        let text = call(bench).text(style: bench.script.style)
        return kind == .run ? bench.scene.exportLine + text : text
    }

    /// What witness says.
    func refusal(_ bench: Workbench) -> String {
        switch self {
        case .missingStep: "step name is required"
        case .missingKey: "failed to load any signers"
        case .publicKeyForSigning: "failed to create file signer: unsupported signer key type: \(keyType(bench) ?? "")PublicKey"
        case .misspeltAttestor, .spacedAttestors: "failed to create attestor: attestor not found: \(wrong(bench))"
        case .attestorsApart: "exec: \\\"\(wrong(bench))\\\": executable file not found in $PATH"
        case .keyFlag, .stepFlag, .attestationFlag, .outputFlag: "unknown flag: \(wrong(bench))"
        case .signWithoutOutput: "if any flags in the group [infile outfile] are set they must all be set; missing [outfile]"
        case .signWithoutInput: "if any flags in the group [infile outfile] are set they must all be set; missing [infile]"
        case .checkAlone: "unknown command \\\"check\\\" for \\\"witness\\\""
        case .verifyWithoutSubject: "at least one of the flags in the group [artifactfile subjects] is required"
        case .verifyWithoutAttestation: "must either specify attestation file paths or enable archivista as an attestation source"
        case .verifyWithoutKey:
            "at least one of the flags in the group [publickey policy-ca policy-ca-roots policy-ca-intermediates verifier-kms-ref] is required"
        case .privateKeyForVerifying: "failed to create verifier: unsupported signer key type: \(keyType(bench) ?? "")PrivateKey"
        }
    }

    /// What is wrong, as it stands in the call; for what is missing, the flag in its long form.
    func wrong(_ bench: Workbench) -> String {
        let scene = bench.scene
        let names = scene.attestors.map(\.name)
        switch self {
        case .missingStep: return "--step"
        case .missingKey: return "--signer-file-key-path"
        case .publicKeyForSigning: return scene.paths.publicKey
        case .misspeltAttestor: return misspelt(right(bench))
        case .attestorsApart: return names.dropFirst().first ?? ""
        case .spacedAttestors: return " " + (names.dropFirst().first ?? "")
        case .keyFlag: return "--key"
        case .stepFlag: return "--step-name"
        case .attestationFlag: return "--attestor"
        case .outputFlag: return "--output"
        case .signWithoutOutput: return "--outfile"
        case .signWithoutInput: return "--infile"
        case .checkAlone: return "witness check"
        case .verifyWithoutSubject: return "--artifactfile"
        case .verifyWithoutAttestation: return "--attestations"
        case .verifyWithoutKey: return "--publickey"
        case .privateKeyForVerifying: return scene.paths.privateKey
        }
    }

    /// What belongs there.
    func right(_ bench: Workbench) -> String {
        let scene = bench.scene
        let names = scene.attestors.map(\.name)
        switch self {
        case .missingStep: return "-s \(scene.specification.step)"
        case .missingKey: return "-k \(scene.paths.privateKey)"
        case .publicKeyForSigning: return scene.paths.privateKey
        case .misspeltAttestor: return names[Int(scene.commitTime % Int64(names.count))]
        case .attestorsApart, .spacedAttestors: return names.joined(separator: ",")
        case .keyFlag: return "--signer-file-key-path"
        case .stepFlag: return "--step"
        case .attestationFlag: return "--attestations"
        case .outputFlag: return "--outfile"
        case .signWithoutOutput: return "-o \(scene.paths.signedPolicy)"
        case .signWithoutInput: return "-f \(scene.paths.policy)"
        case .checkAlone: return "witness policy check"
        case .verifyWithoutSubject: return "-f \(scene.artifact)"
        case .verifyWithoutAttestation: return "-a \(scene.paths.attestation)"
        case .verifyWithoutKey: return "-k \(scene.paths.publicKey)"
        case .privateKeyForVerifying: return scene.paths.publicKey
        }
    }

    private func call(_ bench: Workbench) -> WitnessCommandLine {
        let calls = bench.script.calls
        let names = bench.scene.attestors.map(\.name)
        switch self {
        case .missingStep: return calls.run.without("step")
        case .missingKey: return calls.run.without("signer-file-key-path")
        case .publicKeyForSigning: return calls.run.setting("signer-file-key-path", to: wrong(bench))
        case .misspeltAttestor: return calls.run.joiningAttestors(names.map { $0 == right(bench) ? wrong(bench) : $0 }.joined(separator: ","))
        case .attestorsApart: return calls.run.joiningAttestors(names.joined(separator: " "))
        case .spacedAttestors: return calls.run.joiningAttestors("\"\(names.joined(separator: ", "))\"")
        case .keyFlag: return calls.run.renaming("signer-file-key-path", to: "key")
        case .stepFlag: return calls.run.renaming("step", to: "step-name")
        case .attestationFlag: return calls.run.renaming("attestations", to: "attestor")
        case .outputFlag: return calls.run.renaming("outfile", to: "output")
        case .signWithoutOutput: return calls.sign.without("outfile")
        case .signWithoutInput: return calls.sign.without("infile")
        case .checkAlone: return calls.check.replacingWords(["witness", "check", bench.scene.paths.policy])
        case .verifyWithoutSubject: return calls.verify.without("artifactfile")
        case .verifyWithoutAttestation: return calls.verify.without("attestations")
        case .verifyWithoutKey: return calls.verify.without("publickey")
        case .privateKeyForVerifying: return calls.verify.setting("publickey", to: wrong(bench))
        }
    }

    /// The name with its second and third letter changed over, or doubled where they are the same.
    private func misspelt(_ name: String) -> String {
        var letters = Array(name)
        guard letters.count > 2 else { return name + "s" }
        if letters[1] == letters[2] { letters.remove(at: 2) } else { letters.swapAt(1, 2) }
        return String(letters)
    }

    /// How witness, a program in Go, calls keys of the signer's algorithm.
    private func keyType(_ bench: Workbench) -> String? {
        let signer = bench.scene.signer.id
        if signer == "ed25519" { return "ed25519." }
        if signer.hasPrefix("ecdsa") { return "*ecdsa." }
        return signer.hasPrefix("rsa") ? "*rsa." : nil
    }
}
