import Witness

extension ExampleScene {
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
        var lists = ["attestorNames": specification.attestors.map(\.name)]
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
        if !environment.isEmpty || !prepare.isEmpty { flags.insert("prepare") }
        if signer.id == GrammarVocabulary.defaultSigner { flags.insert("defaultSigner") }
        for (attestor, flag) in [(Attestor.lockfiles, "lockfiles"), (.sarif, "sarif"), (.maven, "maven")]
        where specification.attestors.contains(attestor) {
            flags.insert(flag)
        }
        return ConversationSlots(values: values, lists: lists, flags: flags)
    }
}
