/// Where an example lies on the axes of diversity.
public struct ExampleAxes: Codable, Sendable, Hashable {
    /// What the question asks for, for example `full-pipeline`.
    public var task: String
    /// Language of the project.
    public var language: String
    /// Project template.
    public var template: String
    /// Command pattern that witness runs.
    public var command: String
    /// Kind of the command: build, test, package, lint, scan, sbom or archive.
    public var commandCategory: String
    /// Name of the step (`witness run --step`).
    public var step: String
    /// The attestors of the collection, the always-on ones too, sorted.
    public var attestors: [String]
    /// CI platform whose environment is mocked, or `none`.
    public var ci: String
    /// Rego kinds in the policy, sorted; empty when the policy holds none.
    public var rego: [String]
    /// Key algorithm.
    public var signer: String
    /// Tool and format of the SBOM, for example `syft-spdx`, or `none`.
    public var sbom: String
    /// Which kind of its task the example is, for example the fault that is to be found; `none` where the task has one kind only.
    public var variant: String
    /// Frame of the question.
    public var questionFrame: String
    /// Frame of the answer; of the last one, where there are several.
    public var answerFrame: String

    /// Axes with every part given.
    public init(
        task: String,
        language: String,
        template: String,
        command: String,
        commandCategory: String,
        step: String,
        attestors: [String],
        ci: String,
        rego: [String],
        signer: String,
        sbom: String,
        variant: String = "none",
        questionFrame: String,
        answerFrame: String
    ) {
        self.task = task
        self.language = language
        self.template = template
        self.command = command
        self.commandCategory = commandCategory
        self.step = step
        self.attestors = attestors
        self.ci = ci
        self.rego = rego
        self.signer = signer
        self.sbom = sbom
        self.variant = variant
        self.questionFrame = questionFrame
        self.answerFrame = answerFrame
    }
}
