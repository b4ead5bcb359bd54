import CIMocks
import Witness

extension CatalogLoader {
    mutating func readAxes(_ entry: CatalogEntry, seen: inout Set<String>) throws {
        try entry.allow(["languages", "signers", "attestors", "ci", "triggers", "names"])
        if entry.has("languages") { languageNames.merge(try entry.texts("languages")) { _, new in new } }
        if entry.has("signers") {
            for signer in try entry.entries("signers") { try readSigner(signer, seen: &seen) }
        }
        if entry.has("attestors") {
            for name in try entry.strings("attestors") {
                let attestor = try entry.choice(name, of: Attestor.self, at: "attestors")
                guard attestor.canBeAsked else {
                    throw entry.mistake(at: "attestors", "'\(name)' can't be an axis: it is always on, or needs what no sandbox has")
                }
                attestors.insert(attestor)
            }
        }
        if entry.has("ci") {
            for choice in try entry.entries("ci") { try readCI(choice, seen: &seen) }
        }
        if entry.has("triggers") {
            let words = try entry.entry("triggers")
            try words.allow(Set(CITrigger.allCases.map(\.rawValue)))
            for trigger in CITrigger.allCases where words.has(trigger.rawValue) {
                triggers[trigger, default: []] += try words.strings(trigger.rawValue, atLeast: 1)
            }
        }
        if entry.has("names") { try readNames(entry.entry("names")) }
    }

    private mutating func readSigner(_ entry: CatalogEntry, seen: inout Set<String>) throws {
        try entry.allow(["id", "phrase", "weight", "generate", "certified"])
        let id = try entry.string("id")
        try note("the signer '\(id)'", at: entry, key: "id", seen: &seen)
        let signer = Signer(
            id: id,
            phrase: try entry.string("phrase"),
            weight: entry.has("weight") ? try entry.integer("weight") : 1,
            generate: try entry.strings("generate", atLeast: 1),
            isCertified: entry.has("certified") ? try entry.bool("certified") : false
        )
        guard signer.weight > 0 else { throw entry.mistake(at: "weight", "expected a weight above 0") }
        let places = signer.isEncrypted ? ["passphraseFile", "privateKey"] : ["privateKey"]
        for line in signer.generate where SlotText.names(in: line).sorted() != places {
            throw entry.mistake(
                at: "generate", "expected each line to write '{{privateKey}}', once, and all or none of them to read '{{passphraseFile}}'")
        }
        signers[id] = signer
    }

    private mutating func readCI(_ entry: CatalogEntry, seen: inout Set<String>) throws {
        try entry.allow(["id", "phrases", "weight"])
        let id = try entry.string("id")
        try note("the CI choice '\(id)'", at: entry, key: "id", seen: &seen)
        let choice = CIChoice(
            id: id, phrases: entry.has("phrases") ? try entry.strings("phrases", atLeast: 1) : [], weight: try entry.integer("weight"))
        guard id == "none" || choice.platform != nil else {
            let known = CIPlatform.allCases.map(\.rawValue).joined(separator: ", ")
            throw entry.mistake(at: "id", "no CI platform is called '\(id)'; expected none or one of \(known)")
        }
        guard choice.platform == nil || !choice.phrases.isEmpty else { throw entry.mistake(at: "id", "expected 'phrases' for a platform") }
        guard choice.weight > 0 else { throw entry.mistake(at: "weight", "expected a weight above 0") }
        ci[id] = choice
    }

    private mutating func readNames(_ entry: CatalogEntry) throws {
        let lists: [(String, WritableKeyPath<NameLists, [String]>)] = [
            ("branches", \.branches), ("commitMessages", \.commitMessages), ("organizations", \.organizations), ("people", \.people),
            ("directories", \.directories), ("keys", \.keys), ("keyEndings", \.keyEndings), ("passphrases", \.passphrases),
            ("authorities", \.authorities), ("commonNames", \.commonNames),
            ("otherKeys", \.otherKeys), ("attestations", \.attestations),
            ("policies", \.policies), ("variables", \.variables), ("expirations", \.expirations), ("changes", \.changes), ("pipelines", \.pipelines),
            ("jobs", \.jobs), ("deployments", \.deployments),
        ]
        try entry.allow(Set(lists.map(\.0)))
        for (key, list) in lists where entry.has(key) {
            names[keyPath: list] += try entry.strings(key)
        }
    }
}

extension Attestor {
    /// Whether an example may be asked for it in a sandbox without network.
    var canBeAsked: Bool {
        guard !Attestor.alwaysOn.contains(self) else { return false }
        return switch requirement {
        case .none, .repository, .lockfile, .pom, .sbomProduct, .sarifProduct: true
        case .environmentVariable, .metadataService: platform != nil
        case .product, .unavailable: false
        }
    }
}
