import Foundation
import Witness

extension CatalogLoader {
    mutating func readRegoKind(_ entry: CatalogEntry, seen: inout Set<String>) {
        entry.allow(["id", "attestor", "weight", "variants"])
        let id = identifier(of: entry, kind: "Rego kind", seen: &seen)
        let weight = entry.integer("weight", atLeast: 1)
        var variantsSeen: Set<String> = []
        let variants = entry.entries("variants").map { readVariant($0, seen: &variantsSeen) }
        // A kind for an attestor that does not exist was noted, and there is nothing more to check of it.
        guard let attestor = entry.choice("attestor", of: Attestor.self) else { return }
        regoKinds[id] = RegoKind(id: id, attestor: attestor, weight: weight, variants: variants)
        origins["rego \(id)"] = entry
    }

    private func readVariant(_ entry: CatalogEntry, seen: inout Set<String>) -> RegoVariant {
        entry.allow(["id", "names", "demanded", "refused", "module", "denial", "violation", "requirements", "yields"])
        let variant = RegoVariant(
            id: identifier(of: entry, kind: "rule", seen: &seen),
            names: entry.strings("names", atLeast: 1),
            demanded: entry.string("demanded"),
            refused: entry.string("refused"),
            module: entry.string("module"),
            denial: entry.string("denial"),
            violation: entry.has("violation") ? entry.entry("violation").map(readViolation) : nil,
            requirements: entry.strings("requirements", atLeast: 2),
            yields: entry.has("yields") ? entry.choice("yields", of: CommandYield.self) : nil
        )
        let module = variant.module
        for line in ["package {{package}}\n", "\nimport rego.v1\n", "deny contains "] where !module.isEmpty && !module.contains(line) {
            let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
            entry.note(at: "module", "expected '\(text)': witness verify and witness policy check accept no other dialect both")
        }
        if !module.isEmpty, !module.contains("{{demanded}}") {
            entry.note(at: "module", "expected '{{demanded}}', by which the denial is proved")
        }
        let texts: [(String, String)] =
            [("module", variant.module), ("denial", variant.denial), ("demanded", variant.demanded), ("refused", variant.refused)]
            + variant.requirements.map { ("requirements", $0) }
            + (variant.violation.map { violation in (violation.lines + [violation.denial]).map { ("violation", $0) } } ?? [])
        for (key, text) in texts {
            for name in SlotText.names(in: text) where !ExampleScene.regoSlots.contains(name) {
                let known = ExampleScene.regoSlots.sorted().joined(separator: ", ")
                entry.note(at: key, "an example has no '\(name)'; expected one of \(known)")
            }
        }
        return variant
    }

    private func readViolation(_ entry: CatalogEntry) -> RegoViolation {
        entry.allow(["lines", "denial"])
        return RegoViolation(lines: entry.strings("lines"), denial: entry.string("denial"))
    }
}
