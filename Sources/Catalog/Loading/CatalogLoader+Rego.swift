import Foundation
import Witness

extension CatalogLoader {
    mutating func readRegoKind(_ entry: CatalogEntry, seen: inout Set<String>) throws {
        try entry.allow(["id", "attestor", "weight", "variants"])
        let id = try entry.string("id")
        try note("the Rego kind '\(id)'", at: entry, key: "id", seen: &seen)
        let weight = try entry.integer("weight")
        guard weight > 0 else { throw entry.mistake(at: "weight", "expected a weight above 0") }
        regoKinds[id] = RegoKind(
            id: id,
            attestor: try entry.choice(try entry.string("attestor"), of: Attestor.self, at: "attestor"),
            weight: weight,
            variants: try entry.entries("variants").map(readVariant)
        )
    }

    private func readVariant(_ entry: CatalogEntry) throws -> RegoVariant {
        try entry.allow(["id", "names", "demanded", "refused", "module", "denial", "violation", "requirements", "yields"])
        let variant = RegoVariant(
            id: try entry.string("id"),
            names: try entry.strings("names", atLeast: 1),
            demanded: try entry.string("demanded"),
            refused: try entry.string("refused"),
            module: try entry.string("module"),
            denial: try entry.string("denial"),
            violation: try entry.has("violation") ? readViolation(entry.entry("violation")) : nil,
            requirements: try entry.strings("requirements", atLeast: 2),
            yields: entry.has("yields") ? try entry.choice(try entry.string("yields"), of: CommandYield.self, at: "yields") : nil
        )
        for line in ["package {{package}}\n", "\nimport rego.v1\n", "deny contains "] where !variant.module.contains(line) {
            throw entry.mistake(
                at: "module",
                "expected '\(line.trimmingCharacters(in: .whitespacesAndNewlines))': witness verify and witness policy check accept no other dialect both"
            )
        }
        guard variant.module.contains("{{demanded}}") else {
            throw entry.mistake(at: "module", "expected '{{demanded}}', by which the denial is proved")
        }
        let texts: [(String, String)] =
            [("module", variant.module), ("denial", variant.denial), ("demanded", variant.demanded), ("refused", variant.refused)]
            + variant.requirements.map { ("requirements", $0) }
            + (variant.violation.map { violation in (violation.lines + [violation.denial]).map { ("violation", $0) } } ?? [])
        for (key, text) in texts {
            for name in SlotText.names(in: text) where !ExampleScene.regoSlots.contains(name) {
                throw entry.mistake(
                    at: key,
                    "an example has no '\(name)'; expected one of \(ExampleScene.regoSlots.sorted().joined(separator: ", "))"
                )
            }
        }
        return variant
    }

    private func readViolation(_ entry: CatalogEntry) throws -> RegoViolation {
        try entry.allow(["lines", "denial"])
        return RegoViolation(lines: try entry.strings("lines"), denial: try entry.string("denial"))
    }
}
