import Witness

/// What an example's policy demands of one step.
struct PolicyStep: Sendable {
    /// The step's name.
    var name: String
    /// The types of attestation that it must have.
    var types: [String]
    /// The rules that they must keep.
    var rules: [RegoRule] = []
    /// Who may have signed it.
    var keys: [SigningKey]
    /// The steps that its materials come from; nil for none.
    var artifactsFrom: [String]?

    /// What the policy demands of an example's own step.
    init(of scene: ExampleScene) {
        self.init(name: scene.specification.step, types: scene.recordedTypes, rules: scene.rules, keys: [scene.key])
    }

    /// A step with every part given.
    init(name: String, types: [String], rules: [RegoRule] = [], keys: [SigningKey], artifactsFrom: [String]? = nil) {
        self.name = name
        self.types = types
        self.rules = rules
        self.keys = keys
        self.artifactsFrom = artifactsFrom
    }
}
