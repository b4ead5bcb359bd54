import Basics

extension RegoRule {
    /// Shell lines that put the module as it lies in its file into the unsigned policy, in place of the one there.
    func embedding(_ scene: ExampleScene) -> [String] {
        let policy = scene.paths.policy
        let new = policy.replacing(".json", with: ".new.json")
        let program = "(.steps[].attestations[].regopolicies[]? | select(.name == \"\(name)\")).module = $module"
        let module = "--arg module \"$(base64 -w0 \(scene.paths.file(name + ".rego")))\""
        return ["jq \(module) \(ShellWords.quoted(program)) \(policy) > \(new)", "mv \(new) \(policy)"]
    }
}
