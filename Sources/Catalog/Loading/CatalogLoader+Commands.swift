import Witness

extension CatalogLoader {
    mutating func readCommand(_ entry: CatalogEntry, seen: inout Set<String>) throws {
        try entry.allow([
            "id", "languages", "projects", "category", "phrases", "nouns", "choices", "prepare", "run", "artifact", "products", "yields",
            "excludes", "tool", "requires", "environment", "cpuSeconds", "step_names",
        ])
        let id = try entry.string("id")
        try note("the command '\(id)'", at: entry, key: "id", seen: &seen)
        let yields = try entry.strings("yields").map { try entry.choice($0, of: CommandYield.self, at: "yields") }
        guard yields.count(where: { $0.sbomFormat != nil }) <= 1 else {
            throw entry.mistake(at: "yields", "witness would take one of two bills of materials at random; expected at most one")
        }
        guard !(yields.contains(.sarif) && yields.count > 1) else {
            throw entry.mistake(at: "yields", "the sarif attestor may take the bill of materials for its log; expected sarif alone")
        }
        commands[id] = CommandPattern(
            id: id,
            languages: try entry.strings("languages", atLeast: 1),
            projects: try entry.strings("projects"),
            category: try entry.choice(try entry.string("category"), of: CommandCategory.self, at: "category"),
            phrases: try entry.strings("phrases", atLeast: 1),
            nouns: try entry.has("nouns") ? entry.strings("nouns", atLeast: 2) : [],
            choices: try entry.has("choices") ? entry.lists("choices") : [:],
            prepare: try entry.strings("prepare"),
            run: try entry.string("run"),
            artifact: try entry.string("artifact"),
            products: try entry.strings("products"),
            yields: Set(yields),
            tool: try entry.string("tool"),
            excludes: try Set(entry.has("excludes") ? entry.strings("excludes").map { try entry.choice($0, of: Attestor.self, at: "excludes") } : []),
            requires: try entry.strings("requires"),
            environment: try entry.texts("environment"),
            cpuSeconds: try entry.number("cpuSeconds"),
            stepNames: try entry.strings("step_names", atLeast: 1)
        )
        origins["command \(id)"] = entry
    }

    mutating func readStep(_ entry: CatalogEntry, seen: inout Set<String>) throws {
        try entry.allow(["name", "description", "categories"])
        let name = try entry.string("name")
        try note("the step '\(name)'", at: entry, key: "name", seen: &seen)
        if steps[name] == nil { stepOrder.append(name) }
        steps[name] = StepName(
            name: name,
            description: try entry.string("description"),
            categories: try entry.strings("categories", atLeast: 1).map { try entry.choice($0, of: CommandCategory.self, at: "categories") }
        )
    }
}
