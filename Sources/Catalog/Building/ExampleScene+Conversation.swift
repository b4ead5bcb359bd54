import Basics
import Witness

extension ExampleScene {
    /// The shell lines that come before the attested command: exports, then the command's own.
    var preparation: [String] {
        environment.sorted { $0.key < $1.key }.map { "export \($0.key)=\(ShellWords.quoted($0.value))" } + prepare
    }

    /// What the conversation may say.
    var conversationSlots: ConversationSlots {
        var values = [
            "language": languageName,
            "projectName": project.name,
            "projectSummary": project.summary,
            "stepName": specification.step,
            "commandLine": run,
            "commandPhrase": phrase,
            "artifact": artifact,
            "signer": signer.id,
            "signerPhrase": signer.phrase,
            "policyExpires": expires,
            "keyFile": paths.privateKey,
            "attestationFile": paths.attestation,
            "publicKeyFile": paths.publicKey,
            "policyFile": paths.policy,
            "signedPolicyFile": paths.signedPolicy,
            "branch": branch,
        ]
        var lists = ["attestorNames": attestors.map(\.name)]
        var flags: Set = ["namedFiles"]
        if let exported {
            flags.insert("exported")
            values["exportedVariable"] = "\(exported.name)=\(exported.value)"
        }
        if ci.platform != nil {
            flags.insert("ci")
            values["ci"] = ci.id
            values["ciPhrase"] = ciPhrase
        }
        if !rules.isEmpty {
            flags.insert("rego")
            lists["regoRequirements"] = rules.map(\.requirement)
        }
        if command.sbom != nil {
            flags.insert("sbom")
            values["sbomTool"] = command.tool
        }
        if let noun {
            flags.insert("impliedCommand")
            values["commandNoun"] = noun
        }
        if !preparation.isEmpty {
            flags.insert("prepare")
            lists["preparation"] = preparation
        }
        if let passphrase = key.passphrase {
            flags.insert("encrypted")
            values["passphraseFile"] = passphrase.file
        }
        if let certificate = key.certificate {
            flags.insert("certified")
            values["certificateFile"] = certificate.file
            values["commonName"] = certificate.commonName
            values["intermediateFile"] = certificate.intermediate
            values["intermediateKeyFile"] = certificate.intermediateKey
            values["rootFile"] = certificate.root
        }
        if signer.id == GrammarVocabulary.defaultSigner { flags.insert("defaultSigner") }
        for (attestor, flag) in [(Attestor.lockfiles, "lockfiles"), (.sarif, "sarif"), (.maven, "maven")]
        where specification.attestors.contains(attestor) {
            flags.insert(flag)
        }
        return ConversationSlots(values: values, lists: lists, flags: flags)
    }
}
