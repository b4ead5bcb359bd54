import Basics
import CIMocks
import Witness

/// An example with everything that its specification leaves open drawn from its seed: names, paths, branch, variables, rules.
struct ExampleScene: Sendable {
    let specification: ExampleSpecification
    let project: Project
    let command: CommandPattern
    let signer: Signer
    let ci: CIChoice
    let languageName: String

    /// The command's texts with every place filled.
    let run: String
    let artifact: String
    let prepare: [String]
    /// The command's own files in the repository, by path.
    let commandFiles: [String: String]
    let environment: [String: String]
    let phrase: String
    /// A noun phrase that determines the command line, where the question shall describe it; else nil.
    let noun: String?
    /// The attestors asked for, in the order in which question and answer name them.
    let attestors: [Attestor]

    let branch: String
    let author: (name: String, email: String)
    let commitMessage: String
    /// When the first commit was made, in seconds since 1970.
    let commitTime: Int64
    let remote: String
    /// The CI platform's build, with a commit yet unknown; nil for a shell of one's own.
    let build: CIBuild?
    /// A build like it that no policy of the example may take for it.
    let foreignBuild: CIBuild?
    /// What the platform's pipeline file says beside its steps, in any order; empty where there is none.
    let pipelineTerms: [String]
    /// Whether a question that may ask to see that file does.
    let asksForPipeline: Bool
    /// How the platform and what set the build off are called in a sentence; empty for a shell of one's own.
    let ciPhrase: String
    /// What of the repository is checked out.
    let checkout: GitCheckout
    /// Message of the commit before the newest, where there is one.
    let firstMessage: String
    let paths: ExamplePaths
    /// What attestation and policy are signed with.
    let key: SigningKey
    let expires: String
    /// Variables that the CI platform sets.
    let ciEnvironment: [String: String]
    /// A variable that the answer itself sets because a rule asks for it.
    let exported: (name: String, value: String)?
    let rules: [RegoRule]
    /// What may come after the example's own step.
    let followUps: [FollowUp]
    /// A key of someone else, made in the same way; nobody certifies it, and nothing makes it unless a task does.
    let otherKey: SigningKey
    /// Attestations that verifying takes besides the one of the example's own step.
    var furtherAttestations: [String] = []
    /// Files by whose digests those are found, where nothing else leads to them.
    var furtherSubjects: [String] = []

    /// Where examples lie that no CI platform builds, and what proves any of them.
    static let workspace = "/workspace"

    /// The line that sets the variable of ``exported`` before the run; empty where there is none.
    var exportLine: String { exported.map { "export \($0.name)=\(ShellWords.quoted($0.value))\n" } ?? "" }

    /// The directory in which the answer's commands run.
    let workingDirectory: String

    /// Names that Rego files may put between braces, but for `package` and `demanded`.
    static let regoSlots = Set(CIFact.allCases.flatMap { [$0.slot, $0.otherSlot] }).union([
        "artifact", "authorEmail", "branch", "commandWords", "demanded", "lockfile", "name", "organization", "otherArtifact", "otherBranch",
        "otherLockfile", "otherOrganization", "otherProgram", "otherRemote", "otherValue", "otherVariable", "package", "program", "remote",
        "step", "variable", "variableValue", "version",
    ])
}
