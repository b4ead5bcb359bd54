import ArgumentParser
import CIMocks

/// Which build a mock is of.
struct CIBuildOptions: ParsableArguments {
    @Option(help: "What set the build off, in the platform's word: push, pull_request, tag, schedule …")
    var event: String?

    @Option(help: ArgumentHelp("The repository.", valueName: "owner/name"))
    var repository = "acme/example"

    @Option(help: "Host name of the repository's server, for a GitHub Enterprise or GitLab of one's own.")
    var host: String?

    @Option(help: "Branch or tag that is built; for a pull request its source branch.")
    var ref: String?

    @Option(help: "The branch that a pull request is to go into, and that a clone checks out.")
    var defaultBranch = "main"

    @Option(help: "Login of the person who set it off.")
    var actor = "octavia"

    @Option(help: "Name of the workflow, pipeline or build project.")
    var pipeline = "build"

    @Option(help: "Name of the job.")
    var job = "build"

    @Option(help: "The deployment environment that the job names.")
    var deployment: String?

    @Option(help: "Running number of the build.")
    var number = 1

    @Option(name: .customLong("ci-seed"), help: "Whatever else the platform invents derives from this number.")
    var seed: UInt64 = 0

    /// Name of a flag that was given, of those that have no default.
    var given: String? {
        [("event", event), ("host", host), ("ref", ref), ("deployment", deployment)].first { $0.1 != nil }?.0
    }

    /// The build, and a small repository that it is of.
    /// - Throws: `CIMockError` when no platform could have such a build.
    func build(on platform: CIPlatform) throws -> (build: CIBuild, repository: GitRepository) {
        let parts = repository.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { throw ValidationError("--repository '\(repository)' is not of the form OWNER/NAME") }
        let trigger = try event.map { name throws(CIMockError) in try platform.trigger(named: name) } ?? platform.triggers[0]
        let repository = CIRepository(owner: parts[0], name: parts[1], host: host ?? platform.usualHost, defaultBranch: defaultBranch)
        let name = ref ?? (trigger.isOfTag ? "v1.0.0" : trigger == .pullRequest ? "feature/change" : defaultBranch)
        let unknown = CICommit.unnamed(time: Self.time)
        let request = CIPullRequest(number: number, source: name, target: defaultBranch, head: unknown, sourceOwner: parts[0])
        let build = CIBuild(
            platform: platform,
            trigger: trigger,
            repository: repository,
            commit: unknown,
            refName: name,
            pullRequest: trigger == .pullRequest ? request : nil,
            actor: actor,
            pipeline: pipeline,
            job: job,
            deployment: deployment,
            number: number,
            seed: seed
        )
        // Says what is wrong before anything is made of it.
        _ = try CIMock(build)
        let made = GitRepository(
            files: [
                GitFile(path: "LICENSE", isExecutable: false, content: Array("All rights reserved.\n".utf8)),
                GitFile(path: "README.md", isExecutable: false, content: Array("# \(repository.name)\n".utf8)),
            ],
            adding: "README.md",
            checkout: build.checkout,
            remote: repository.cloneURL,
            author: GitAuthor(name: actor, email: "\(actor)@\(parts[0]).example"),
            messages: ("Start the project", "Describe it"),
            time: Self.time
        )
        return (build.of(made), made)
    }

    /// The first of January 2025, at nine.
    private static let time: Int64 = 1_735_722_000
}

extension CIPlatform: ExpressibleByArgument {
    /// Where a repository lies unless it is said otherwise.
    fileprivate var usualHost: String {
        switch self {
        case .gitHub, .awsCodeBuild: "github.com"
        case .gitLab: "gitlab.com"
        case .jenkins, .ec2, .computeEngine: "git.acme.example"
        }
    }
}
