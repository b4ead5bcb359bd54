import CIMocks
import Witness

extension CatalogLoader {
    mutating func readAxes(_ entry: CatalogEntry, seen: inout Set<String>) {
        entry.allow(["languages", "signers", "attestors", "ci", "triggers", "gated", "names"])
        if entry.has("languages") { languageNames.merge(entry.texts("languages")) { _, new in new } }
        if entry.has("signers") {
            for signer in entry.entries("signers") { readSigner(signer, seen: &seen) }
        }
        if entry.has("attestors") {
            for attestor in entry.choices("attestors", of: Attestor.self) {
                attestors.insert(attestor)
                guard !attestor.canBeAsked else { continue }
                entry.note(at: "attestors", "'\(attestor.name)' can't be an axis: it is always on, or needs what no sandbox has")
            }
        }
        if entry.has("ci") {
            for choice in entry.entries("ci") { readCI(choice, seen: &seen) }
        }
        if entry.has("triggers"), let words = entry.entry("triggers") {
            words.allow(Set(CITrigger.allCases.map(\.rawValue)))
            for trigger in CITrigger.allCases where words.has(trigger.rawValue) {
                triggers[trigger, default: []] += words.strings(trigger.rawValue, atLeast: 1)
            }
        }
        if entry.has("gated") { gated.formUnion(entry.strings("gated")) }
        if entry.has("names"), let names = entry.entry("names") { readNames(names) }
    }

    private mutating func readSigner(_ entry: CatalogEntry, seen: inout Set<String>) {
        entry.allow(["id", "phrase", "weight", "generate", "certified"])
        let id = identifier(of: entry, kind: "signer", seen: &seen)
        let signer = Signer(
            id: id,
            phrase: entry.string("phrase"),
            weight: entry.has("weight") ? entry.integer("weight", atLeast: 1) : 1,
            generate: entry.strings("generate", atLeast: 1),
            isCertified: entry.has("certified") && entry.bool("certified") == true
        )
        let places = signer.isEncrypted ? ["passphraseFile", "privateKey"] : ["privateKey"]
        for line in signer.generate where SlotText.names(in: line).sorted() != places {
            entry.note(at: "generate", "expected each line to write '{{privateKey}}', once, and all or none of them to read '{{passphraseFile}}'")
        }
        signers[id] = signer
    }

    private mutating func readCI(_ entry: CatalogEntry, seen: inout Set<String>) {
        entry.allow(["id", "phrases", "weight"])
        let id = identifier(of: entry, kind: "CI choice", seen: &seen)
        let phrases = entry.has("phrases") ? entry.strings("phrases", atLeast: 1) : []
        let choice = CIChoice(id: id, phrases: phrases, weight: entry.integer("weight", atLeast: 1))
        ci[id] = choice
        if choice.platform != nil {
            if !entry.has("phrases") { entry.note(at: "id", "expected 'phrases' for a platform") }
        } else if !["none", ""].contains(id) {
            let known = CIPlatform.allCases.map(\.rawValue).joined(separator: ", ")
            entry.note(at: "id", "no CI platform is called '\(id)'; expected none or one of \(known)")
        }
    }

    private mutating func readNames(_ entry: CatalogEntry) {
        let lists: [(String, WritableKeyPath<NameLists, [String]>)] = [
            ("branches", \.branches), ("commitMessages", \.commitMessages), ("organizations", \.organizations), ("people", \.people),
            ("directories", \.directories), ("keys", \.keys), ("keyEndings", \.keyEndings), ("passphrases", \.passphrases),
            ("authorities", \.authorities), ("commonNames", \.commonNames),
            ("otherKeys", \.otherKeys), ("attestations", \.attestations),
            ("policies", \.policies), ("variables", \.variables), ("expirations", \.expirations), ("changes", \.changes), ("pipelines", \.pipelines),
            ("jobs", \.jobs), ("deployments", \.deployments),
        ]
        entry.allow(Set(lists.map(\.0)))
        for (key, list) in lists where entry.has(key) {
            names[keyPath: list] += entry.strings(key)
        }
    }
}

extension Attestor {
    /// Whether an example may be asked for it in a sandbox without network.
    var canBeAsked: Bool {
        guard !Attestor.alwaysOn.contains(self) else { return false }
        return switch requirement {
        case .none, .repository, .lockfile, .pom, .product: true
        case .environmentVariable, .metadataService: platform != nil
        case .unavailable: false
        }
    }
}
