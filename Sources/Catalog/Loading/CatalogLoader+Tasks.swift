extension CatalogLoader {
    mutating func readTask(_ entry: CatalogEntry, seen: inout Set<String>) throws {
        try entry.allow(["name", "weight"])
        let name = try entry.string("name")
        try note("the task '\(name)'", at: entry, key: "name", seen: &seen)
        guard let type = TaskTypes.named(name) else {
            let known = TaskTypes.all.map(\.name).sorted().joined(separator: ", ")
            throw entry.mistake(at: "name", "there is no task '\(name)'; expected one of \(known)")
        }
        let weight = try entry.integer("weight")
        guard weight > 0 else { throw entry.mistake(at: "weight", "expected a weight above 0") }
        tasks[name] = TaskChoice(type: type, weight: weight)
    }
}
