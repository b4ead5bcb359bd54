extension CatalogLoader {
    mutating func readFollowUp(_ entry: CatalogEntry, seen: inout Set<String>) throws {
        try entry.allow(["id", "step_names", "run", "output"])
        let id = try entry.string("id")
        try note("the follow-up '\(id)'", at: entry, key: "id", seen: &seen)
        let followUp = FollowUp(
            id: id, stepNames: try entry.strings("step_names", atLeast: 1), run: try entry.string("run"), output: try entry.string("output"))
        for (key, text) in [("run", followUp.run), ("output", followUp.output)] {
            for name in SlotText.names(in: text) where !FollowUp.slots.union(["name", "version"]).contains(name) {
                throw entry.mistake(at: key, "a follow-up has no '\(name)'; it has artifact, name, outputs and version")
            }
        }
        followUps[id] = followUp
    }
}
