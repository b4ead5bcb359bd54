extension CatalogLoader {
    mutating func readTask(_ entry: CatalogEntry, seen: inout Set<String>) {
        entry.allow(["name", "weight"])
        let name = identifier(of: entry, key: "name", kind: "task", seen: &seen)
        let weight = entry.integer("weight", atLeast: 1)
        if let type = TaskTypes.named(name) {
            tasks[name] = TaskChoice(type: type, weight: weight)
        } else if !name.isEmpty {
            let known = TaskTypes.all.map(\.name).sorted().joined(separator: ", ")
            entry.note(at: "name", "there is no task '\(name)'; expected one of \(known)")
        }
    }
}
