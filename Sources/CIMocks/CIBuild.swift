/// What a CI platform knows of one build, in words that every platform has in some form.
public struct CIBuild: Codable, Sendable, Hashable {
    /// The project or job.
    public var project: String
    /// The branch that is built.
    public var branch: String
    /// The running number of the build, from 1.
    public var number: Int
    /// The organisation that owns the job; part of host names.
    public var organization: String
    /// Where the sources lie in the sandbox.
    public var workspace: String
    /// A number from which whatever else the platform invents is derived.
    public var seed: UInt64

    /// A build with every part given.
    public init(project: String, branch: String, number: Int, organization: String, workspace: String, seed: UInt64) {
        self.project = project
        self.branch = branch
        self.number = number
        self.organization = organization
        self.workspace = workspace
        self.seed = seed
    }
}
