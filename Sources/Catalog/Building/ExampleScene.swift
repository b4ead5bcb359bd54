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
    let environment: [String: String]
    let phrase: String

    let branch: String
    let author: (name: String, email: String)
    let commitMessage: String
    let commitTime: String
    let remote: String
    let keyCommand: String
    let paths: ExamplePaths
    let expires: String
    /// Variables that the CI platform sets.
    let ciEnvironment: [String: String]
    /// A variable that the answer itself sets because a rule asks for it.
    let exported: (name: String, value: String)?
    let rules: [RegoRule]

    /// Everything of an example lies below this directory of the sandbox.
    static let workspace = "/workspace"

    /// The directory in which the answer's commands run.
    var workingDirectory: String { "\(Self.workspace)/\(project.name)" }

    /// Names that Rego files may put between braces, but for `package` and `demanded`.
    static let regoSlots: Set<String> = [
        "artifact", "authorEmail", "branch", "commandWords", "demanded", "lockfile", "name", "organization", "otherArtifact", "otherBranch",
        "otherLockfile", "otherOrganization", "otherProgram", "otherRemote", "otherValue", "otherVariable", "package", "program", "remote",
        "step", "variable", "variableValue", "version",
    ]
}
