import Orchestrator
import Witness

/// A bill of materials in a format that is asked for, made by the language's own tool, by syft, or converted; attested, and demanded by a policy or read back out
/// of the attestation.
struct BillOfMaterials: TaskType {
    /// What becomes of the bill. The raw value is the variant's name in the grammar.
    private enum Use: String, CaseIterable {
        /// A policy demands it.
        case sbomDemanded
        /// Someone takes it out of the attestation and lists what it names.
        case sbomReadBack
    }

    let name = "sbom"
    let attestors: Set<Attestor> = [.sbom]
    let vocabulary = TaskVocabulary(
        slots: [
            "sbomFormat": .init(.code), "sbomType": .init(.code), "sbomCopy": .init(.code, flag: Use.sbomReadBack.rawValue),
        ],
        variants: Set(Use.allCases.map(\.rawValue)))

    func exercise(at bench: Workbench) throws -> Exercise {
        var generator = bench.generator
        let (scene, script) = (bench.scene, bench.script)
        guard let format = scene.command.sbom?.sbomFormat else {
            throw JobBuilderError(
                example: scene.specification.id, message: "'\(scene.command.id)' makes no bill of materials; draw a command that does")
        }
        // What Rego demands is in the policy, which has to be shown then.
        let use = scene.rules.isEmpty ? generator.pick(Use.allCases) ?? .sbomDemanded : .sbomDemanded
        var slots = ConversationSlots(
            values: ["sbomFormat": format.properName, "sbomType": format.predicateType], flags: [use.rawValue])
        let shown: [AnswerBlock]
        var proof: [Step] = []
        switch use {
        case .sbomDemanded: shown = script.attesting + script.judging
        case .sbomReadBack:
            let copy = scene.paths.file("from-attestation.json")
            let document = ".payload | @base64d | fromjson | .predicate.attestations[] | select(.type == \"\(format.predicateType)\").attestation"
            let read = ["jq '\(document)' \(scene.paths.attestation) > \(copy)", "jq -r '\(format.listing)' \(copy)"]
            shown = script.attesting + [AnswerBlock(kind: .inspect, code: read.joined(separator: "\n"))]
            slots.values["sbomCopy"] = copy
            let compare = "test \"$(jq -r \"$1\" \"$2\" | sort)\" = \"$(jq -r \"$1\" \"$3\" | sort)\""
            proof = [Step(name: "sbom-same", arguments: ["bash", "-euc", compare, "bash", format.listing, scene.artifact, copy])]
        }
        let attestorType = "https://witness.dev/attestations/sbom/v0.1"
        let program = "(.steps[].attestations[] | select(.type == \"\(format.predicateType)\")).type = \"\(attestorType)\""
        let control = ControlScript(scene: scene, name: "sbom-type").step(
            prepare: ["jq -c '\(program)' \(scene.paths.policy) > $changed"],
            verify: .policy(signedBy: nil),
            refusal: ["Step: \(scene.specification.step)", "Reason: predicate type  is not a collection predicate type"])
        let hidden = use == .sbomDemanded ? [] : script.judging
        return Exercise(
            turns: [ConversationTurn(slots: slots, blocks: shown)],
            steps: try bench.steps(shown) + proof + bench.steps(hidden) + [control],
            variant: use.rawValue)
    }
}

extension SBOMFormat {
    /// How the format is called in a sentence.
    fileprivate var properName: String {
        switch self {
        case .cycloneDX: "CycloneDX"
        case .spdx: "SPDX"
        }
    }

    /// A program of jq's that prints what a document lists, with versions.
    fileprivate var listing: String {
        switch self {
        case .cycloneDX: #".components[]? | "\(.name) \(.version // "-")""#
        case .spdx: #".packages[] | "\(.name) \(.versionInfo // "-")""#
        }
    }
}
