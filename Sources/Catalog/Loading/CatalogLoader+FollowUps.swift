extension CatalogLoader {
    mutating func readFollowUp(_ entry: CatalogEntry, seen: inout Set<String>) {
        entry.allow(["id", "step_names", "run", "output", "excluded_endings"])
        let id = identifier(of: entry, kind: "follow-up", seen: &seen)
        let followUp = FollowUp(
            id: id, stepNames: entry.strings("step_names", atLeast: 1), run: entry.string("run"), output: entry.string("output"),
            excludedEndings: entry.has("excluded_endings") ? entry.strings("excluded_endings") : [])
        for (key, text) in [("run", followUp.run), ("output", followUp.output)] {
            for name in SlotText.names(in: text) where !FollowUp.slots.union(["name", "version"]).contains(name) {
                entry.note(at: key, "a follow-up has no '\(name)'; it has artifact, name, outputs and version")
            }
        }
        followUps[id] = followUp
    }
}
