import Witness

extension CatalogLoader {
    mutating func readCommand(_ entry: CatalogEntry, seen: inout Set<String>) {
        entry.allow([
            "id", "languages", "projects", "category", "phrases", "nouns", "choices", "files", "prepare", "run", "artifact", "products", "yields",
            "excludes", "tool", "requires", "environment", "cpuSeconds", "step_names",
        ])
        let id = identifier(of: entry, kind: "command", seen: &seen)
        let yields = entry.choices("yields", of: CommandYield.self)
        if yields.count > 1 {
            entry.note(at: "yields", "attestors would take one of the documents at random for their own; expected at most one")
        }
        commands[id] = CommandPattern(
            id: id,
            languages: entry.strings("languages", atLeast: 1),
            projects: entry.strings("projects"),
            category: entry.choice("category", of: CommandCategory.self) ?? .build,
            phrases: entry.strings("phrases", atLeast: 1),
            nouns: entry.has("nouns") ? entry.strings("nouns", atLeast: 2) : [],
            choices: entry.has("choices") ? entry.lists("choices") : [:],
            files: entry.has("files") ? entry.texts("files") : [:],
            prepare: entry.strings("prepare"),
            run: entry.string("run"),
            artifact: entry.string("artifact"),
            products: entry.strings("products"),
            yields: yields.first,
            tool: entry.string("tool"),
            excludes: Set(entry.has("excludes") ? entry.choices("excludes", of: Attestor.self) : []),
            requires: entry.strings("requires"),
            environment: entry.texts("environment"),
            cpuSeconds: entry.number("cpuSeconds"),
            stepNames: entry.strings("step_names", atLeast: 1)
        )
        origins["command \(id)"] = entry
    }

    mutating func readStep(_ entry: CatalogEntry, seen: inout Set<String>) {
        entry.allow(["name", "description", "categories"])
        let name = identifier(of: entry, key: "name", kind: "step", seen: &seen)
        if steps[name] == nil { stepOrder.append(name) }
        steps[name] = StepName(
            name: name,
            description: entry.string("description"),
            categories: entry.choices("categories", of: CommandCategory.self, atLeast: 1)
        )
    }
}
