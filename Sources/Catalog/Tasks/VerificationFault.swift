import Basics
import Foundation
import Orchestrator
import Witness

/// One thing wrong with a verification: how it comes about, what witness says to it, and the mend.
///
/// The raw value is the variant's name in the grammar.
enum VerificationFault: String, CaseIterable, Sendable {
    /// The public key given is not that of the policy's signer.
    case wrongPolicyKey
    /// The policy given is the one without a signature.
    case unsignedPolicy
    /// The policy's end is a date without a time.
    case dateOnly
    /// The policy's time is over.
    case expiredPolicy
    /// A step's key in the policy is not its name.
    case misnamedStep
    /// The policy is about another step.
    case otherStep
    /// The policy demands an attestation that was not made.
    case surplusType
    /// The policy names an attestor where a type belongs.
    case shortType
    /// Another file is verified than the one that was made.
    case otherArtifact
    /// The subject's digest is given with its algorithm.
    case prefixedDigest
    /// The policy wants the step signed by someone else, whose key it knows.
    case foreignFunctionary
    /// The policy knows only someone else's key.
    case unknownSigner
    /// A module demands what the run does not have.
    case deniedByRego

    /// When witness finds the fault: one of a lower stage hides those of higher ones.
    var stage: Int {
        switch self {
        case .wrongPolicyKey, .unsignedPolicy: 0
        case .dateOnly, .expiredPolicy: 1
        case .misnamedStep: 2
        case .otherStep, .surplusType, .shortType, .otherArtifact, .prefixedDigest, .foreignFunctionary, .unknownSigner: 3
        case .deniedByRego: 4
        }
    }

    /// Whether an example can have the fault.
    func fits(_ bench: Workbench) -> Bool {
        let scene = bench.scene
        return switch self {
        case .deniedByRego: !scene.rules.isEmpty
        case .shortType: shortened(scene) != nil
        case .surplusType: surplus(scene) != nil
        case .otherArtifact: otherFile(scene) != nil
        case .foreignFunctionary, .unknownSigner: scene.key.certificate == nil
        default: true
        }
    }

    /// The verification as someone with the fault calls it.
    func call(_ call: WitnessCommandLine, _ scene: ExampleScene) -> WitnessCommandLine {
        switch self {
        case .wrongPolicyKey: call.setting("publickey", to: scene.otherKey.publicKey)
        case .unsignedPolicy: call.setting("policy", to: scene.paths.policy)
        case .otherArtifact: call.setting("artifactfile", to: otherFile(scene) ?? "")
        case .prefixedDigest:
            call.setting("artifactfile", to: "sha256:$(sha256sum \(scene.artifact) | cut -d' ' -f1)").renaming("artifactfile", to: "subjects")
        default: call
        }
    }

    /// Shell lines by which the fault comes into the policy, or makes what the call with the fault needs.
    func spoiling(_ bench: Workbench) -> [String] {
        let scene = bench.scene
        let policy = scene.paths.policy
        let step = scene.specification.step
        func edit(_ program: String, _ arguments: String = "") -> [String] {
            ["jq \(arguments)\(ShellWords.quoted(program)) \(policy) > \(policy).spoilt", "mv \(policy).spoilt \(policy)"]
        }
        let key = scene.otherKey
        let keyArguments = "--arg keyid \"$(sha256sum \(key.publicKey) | cut -d' ' -f1)\" --arg key \"$(base64 -w0 \(key.publicKey))\" "
        switch self {
        case .wrongPolicyKey: return key.lines
        case .unsignedPolicy, .otherArtifact, .prefixedDigest: return []
        case .dateOnly, .expiredPolicy: return edit(".expires = \"\(wrong(bench))\"")
        case .misnamedStep: return edit(".steps = {\"\(wrong(bench))\": .steps[\"\(step)\"]}")
        case .otherStep: return edit(".steps = {\"\(wrong(bench))\": (.steps[\"\(step)\"] | .name = \"\(wrong(bench))\")}")
        case .surplusType: return edit(".steps[].attestations += [{type: \"\(wrong(bench))\"}]")
        case .shortType: return edit("(.steps[].attestations[] | select(.type == \"\(right(bench))\")).type = \"\(wrong(bench))\"")
        case .foreignFunctionary:
            return key.lines + edit(".publickeys[$keyid] = {$keyid, $key} | .steps[].functionaries[].publickeyid = $keyid", keyArguments)
        case .unknownSigner:
            return key.lines + edit(".publickeys = {($keyid): {$keyid, $key}} | .steps[].functionaries[].publickeyid = $keyid", keyArguments)
        case .deniedByRego:
            guard let rule = bench.scene.rules.first else { return [] }
            let file = scene.paths.file(rule.name + ".rego")
            return ["printf '%s' \(ShellWords.quoted(rule.refusingModule)) > \(file)"] + rule.embedding(scene)
        }
    }

    /// The lines of what witness says that decide, whole but for what nobody could know beforehand.
    func refusal(_ bench: Workbench) -> [String] {
        let step = self == .otherStep ? wrong(bench) : bench.scene.specification.step
        func line(_ text: String) -> String { "level=error msg=\"\(text)\"" }
        func policyVerify(_ text: String) -> [String] {
            [line("failed to verify policy: attestors failed with error messages\\nattestor policyverify failed: \(text)")]
        }
        func rejected(_ reasons: [String]) -> [String] {
            [line("Step: \(step)")] + reasons.map(line)
        }
        switch self {
        case .wrongPolicyKey:
            return [
                "level=error msg=\"failed to verify policy: attestors failed with error messages\\nattestor policyverify failed: "
                    + "failed to verify policy signature: could not verify policy: no valid signatures for the provided verifiers found…"
            ]
        case .unsignedPolicy: return policyVerify("failed to verify policy signature: could not verify policy: no signatures in dsse envelope")
        case .dateOnly:
            let reading = "parsing time \\\"\(wrong(bench))\\\" as \\\"2006-01-02T15:04:05Z07:00\\\": cannot parse \\\"\\\" as \\\"T\\\""
            return policyVerify("failed to unmarshal policy from envelope: \(reading)")
        case .expiredPolicy:
            let day = wrong(bench).prefix(10)
            return policyVerify("failed to verify policy: policy expired on \(day) 00:00:00 +0000 UTC")
        case .misnamedStep:
            return policyVerify("failed to verify policy: failed to verify artifacts: failed to find step \(step) in step results map")
        case .otherStep, .surplusType, .shortType, .otherArtifact, .prefixedDigest:
            return rejected([
                "verification failure: Reason: predicate type  is not a collection predicate type",
                "verification failure: Reason: no verifiers present to validate against collection verifiers",
            ])
        case .foreignFunctionary:
            return rejected(["collection rejected: \(step), Reason: no verifiers matched with allowed functionaries for step \(step) "])
        case .unknownSigner:
            return rejected(["collection rejected: \(step), Reason: no verifiers present to validate against collection verifiers "])
        case .deniedByRego:
            guard let rule = bench.scene.rules.first else { return [] }
            let reason = "rego policy evaluation failed for attestor type \(rule.predicateType): policy was denied due to: \(rule.denial)"
            return ["level=error msg=\"collection rejected: \(step), Reason: collection validation failed:\\n - \(reason)…"]
        }
    }

    /// What the user has looked at besides, where the refusal alone does not tell.
    func looks(_ bench: Workbench) -> [Exhibit] {
        let scene = bench.scene
        let paths = scene.paths
        let collection = ".payload | @base64d | fromjson | .predicate"
        let demanded = scene.recordedTypes
        switch self {
        case .otherStep, .misnamedStep:
            return [
                Exhibit("jq -r '\(collection).name' \(paths.attestation)", prints: [scene.specification.step]),
                Exhibit(
                    "jq -c '.steps[] | [.name]' \(paths.policy)", prints: ["[\"\(self == .otherStep ? wrong(bench) : scene.specification.step)\"]"]),
            ]
                + (self == .misnamedStep ? [Exhibit("jq -c '.steps | keys' \(paths.policy)", prints: ["[\"\(wrong(bench))\"]"])] : [])
        case .surplusType:
            return [
                Exhibit("jq -r '\(collection).attestations | map(.type) | sort[]' \(paths.attestation)", prints: demanded),
                Exhibit("jq -r '.steps[].attestations[].type' \(paths.policy)", prints: demanded + [wrong(bench)]),
            ]
        case .shortType:
            return [
                Exhibit(
                    "jq -r '.steps[].attestations[].type' \(paths.policy)", prints: demanded.map { $0 == right(bench) ? wrong(bench) : $0 })
            ]
        case .deniedByRego:
            guard let rule = scene.rules.first else { return [] }
            let lines = rule.refusingModule.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return [Exhibit("cat \(paths.file(rule.name + ".rego"))", prints: lines.last == "" ? lines.dropLast() : lines)]
        default: return []
        }
    }

    /// The blocks that put the policy right; empty where another call is all it takes.
    func mend(_ bench: Workbench) -> [AnswerBlock] {
        let scene = bench.scene
        let policy = scene.paths.policy
        let step = scene.specification.step
        func edit(_ program: String, _ arguments: [String] = []) -> [AnswerBlock] {
            let new = policy.replacing(".json", with: ".new.json")
            let call = (["jq"] + arguments).joined(separator: " ") + " \(ShellWords.quoted(program)) \(policy) > \(new)"
            return [AnswerBlock(kind: .mend, code: "\(call)\nmv \(new) \(policy)")]
        }
        switch self {
        case .wrongPolicyKey, .unsignedPolicy, .otherArtifact, .prefixedDigest: return []
        case .dateOnly, .expiredPolicy: return edit(".expires = \"\(scene.expires)\"")
        case .misnamedStep: return edit(".steps = {\"\(step)\": .steps[\"\(wrong(bench))\"]}")
        case .otherStep: return edit(".steps = {\"\(step)\": (.steps[\"\(wrong(bench))\"] | .name = \"\(step)\")}")
        case .surplusType: return edit("del(.steps[].attestations[] | select(.type == \"\(wrong(bench))\"))")
        case .shortType: return edit("(.steps[].attestations[] | select(.type == \"\(wrong(bench))\")).type = \"\(right(bench))\"")
        case .foreignFunctionary, .unknownSigner:
            let key = scene.paths.publicKey
            return edit(
                ".publickeys = {($keyid): {$keyid, $key}} | .steps[].functionaries = [{type: \"publickey\", publickeyid: $keyid}]",
                ["--arg keyid \"$(sha256sum \(key) | cut -d' ' -f1)\"", "--arg key \"$(base64 -w0 \(key))\""])
        case .deniedByRego:
            guard let rule = scene.rules.first else { return [] }
            let embedding = AnswerBlock(kind: .mend, code: rule.embedding(scene).joined(separator: "\n"))
            return [rule.block(in: scene.paths, asFile: false, kind: .mend), embedding]
        }
    }

    /// What is wrong, as it stands where it does not belong.
    func wrong(_ bench: Workbench) -> String {
        let scene = bench.scene
        return switch self {
        case .wrongPolicyKey, .foreignFunctionary, .unknownSigner: scene.otherKey.publicKey
        case .unsignedPolicy: scene.paths.policy
        case .dateOnly: String(scene.expires.prefix(10))
        case .expiredPolicy: "202\(1 + Int(scene.commitTime % 4))-0\(1 + Int(scene.commitTime / 7 % 9))-01T00:00:00Z"
        case .misnamedStep, .otherStep: otherStepName(scene)
        case .surplusType: surplus(scene)?.predicateTypes[0] ?? ""
        case .shortType: shortened(scene)?.name ?? ""
        case .otherArtifact: otherFile(scene) ?? ""
        case .prefixedDigest: "sha256:"
        case .deniedByRego: scene.rules.first?.refused ?? ""
        }
    }

    /// What belongs there instead.
    func right(_ bench: Workbench) -> String {
        let scene = bench.scene
        return switch self {
        case .wrongPolicyKey, .foreignFunctionary, .unknownSigner: scene.paths.publicKey
        case .unsignedPolicy: scene.paths.signedPolicy
        case .dateOnly, .expiredPolicy: scene.expires
        case .misnamedStep, .otherStep: scene.specification.step
        case .surplusType: surplus(scene)?.name ?? ""
        case .shortType: shortened(scene)?.predicateTypes[0] ?? ""
        case .otherArtifact, .prefixedDigest: scene.artifact
        case .deniedByRego: scene.rules.first?.demanded ?? ""
        }
    }

    private func otherStepName(_ scene: ExampleScene) -> String {
        scene.command.stepNames.first { $0 != scene.specification.step } ?? scene.specification.step + "-all"
    }

    /// An attestor that witness has and that the run was not asked for.
    private func surplus(_ scene: ExampleScene) -> Attestor? {
        let common: [Attestor] = [.systemPackages, .git, .slsa, .link, .lockfiles, .environment, .secretScan]
        let open = common.filter { !scene.specification.attestors.contains($0) }
        return open.isEmpty ? nil : open[Int(scene.commitTime % Int64(open.count))]
    }

    /// An attestor of the run whose type ends in its name.
    private func shortened(_ scene: ExampleScene) -> Attestor? {
        scene.specification.attestors.first { $0.predicateTypes == ["https://witness.dev/attestations/\($0.name)/v0.1"] && $0 != .sbom }
    }

    /// A file of the project that the run does not make.
    private func otherFile(_ scene: ExampleScene) -> String? {
        scene.project.files.map(\.path)
            .filter { $0 != scene.artifact && !$0.hasPrefix(".") && !scene.command.products.contains($0) }
            .min { ($0.count, $0) < ($1.count, $1) }
    }
}
