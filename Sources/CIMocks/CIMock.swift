import Basics

/// The surroundings of one build on one platform: variables, files, workspace, pipeline file and what its tokens claim.
///
/// A pure function of a ``CIBuild``; whoever runs the build puts the files and variables into a sandbox and serves the endpoints there.
public struct CIMock: Sendable {
    /// The build that it surrounds.
    public let build: CIBuild
    let surroundings: Surroundings

    enum Surroundings: Sendable {
        case gitHub(GitHubActions)
        case gitLab(GitLabCI)
        case jenkins(Jenkins)
        case codeBuild(CodeBuild)
        case ec2(EC2Instance)
        case computeEngine(ComputeEngineInstance)
    }

    /// The surroundings of a build.
    /// - Throws: ``CIMockError`` when the platform knows no such trigger, or the build's parts contradict each other.
    public init(_ build: CIBuild) throws(CIMockError) {
        try build.check()
        self.build = build
        surroundings =
            switch build.platform {
            case .gitHub: .gitHub(GitHubActions(build: build))
            case .gitLab: .gitLab(GitLabCI(build: build))
            case .jenkins: .jenkins(Jenkins(build: build))
            case .awsCodeBuild: .codeBuild(CodeBuild(build: build))
            case .ec2: .ec2(EC2Instance(build: build))
            case .computeEngine: .computeEngine(ComputeEngineInstance(build: build))
            }
    }

    /// The variables that the platform sets for every command, but for those that hold tokens or name endpoints.
    public var environment: [String: String] {
        switch surroundings {
        case .gitHub(let mock): mock.environment
        case .gitLab(let mock): mock.environment
        case .jenkins(let mock): mock.environment
        case .codeBuild(let mock): mock.environment
        case .ec2(let mock): mock.environment
        case .computeEngine(let mock): mock.environment
        }
    }

    /// The files that the platform has ready outside the workspace.
    /// - Throws: an `EncodingError`, which no build that passed ``init(_:)`` brings about.
    public var files: [CIFile] {
        get throws {
            guard case .gitHub(let mock) = surroundings else { return [] }
            return try mock.files
        }
    }

    /// Absolute path of the directory that the platform checks the repository out into.
    public var workspace: String {
        switch surroundings {
        case .gitHub(let mock): mock.workspace
        case .gitLab(let mock): mock.projectDirectory
        case .jenkins(let mock): mock.workspace
        case .codeBuild(let mock): mock.sourceDirectory
        case .ec2: "/home/ec2-user/\(build.repository.name)"
        case .computeEngine: "/home/builder/\(build.repository.name)"
        }
    }

    /// What the platform's token says of the build, but for its audience; `nil` where it has none.
    public var claims: [String: JSONValue]? {
        switch surroundings {
        case .gitHub(let mock): mock.claims
        case .gitLab(let mock): mock.claims
        case .computeEngine(let mock): mock.claims
        case .jenkins, .codeBuild, .ec2: nil
        }
    }

    /// The document by which an EC2 instance proves itself; `nil` elsewhere.
    public var identityDocument: JSONValue? {
        guard case .ec2(let mock) = surroundings else { return nil }
        return mock.identityDocument
    }

    /// The file in the repository that makes the platform run these steps; `nil` where a person runs them at a shell, and for a freestyle
    /// job of Jenkins, whose steps the controller keeps.
    public func pipelineFile(_ steps: [PipelineStep]) -> CIFile? {
        switch surroundings {
        case .gitHub(let mock): mock.workflow(steps)
        case .gitLab(let mock): mock.pipelineFile(steps)
        case .jenkins(let mock): mock.kind == .freestyle ? nil : mock.pipelineFile(steps)
        case .codeBuild(let mock): mock.buildSpecification(steps)
        case .ec2, .computeEngine: nil
        }
    }

    /// What the pipeline file says beside its steps, as phrases that fit into a list: together with path and steps they decide the file.
    /// Empty where there is no file.
    public var pipelineTerms: [String] {
        switch surroundings {
        case .gitHub(let mock): mock.workflowTerms
        case .gitLab(let mock): mock.pipelineTerms
        case .jenkins(let mock): mock.kind == .freestyle ? [] : mock.pipelineTerms
        case .codeBuild(let mock): mock.pipelineTerms
        case .ec2, .computeEngine: []
        }
    }
}
