/// What a CI platform knows of one build, in words that every platform has in some form.
///
/// It is the whole input of a mock: equal builds give equal surroundings, on any host and day.
public struct CIBuild: Codable, Sendable, Hashable {
    /// Where it runs.
    public var platform: CIPlatform
    /// What set it off.
    public var trigger: CITrigger
    /// What is built.
    public var repository: CIRepository
    /// The commit that is checked out.
    public var commit: CICommit
    /// The commit before it on the branch, or `nil` when it is the first.
    public var previousCommit: CICommit?
    /// Name of the branch, or of the tag where ``CITrigger/isOfTag`` says so; for a pull request its source branch.
    public var refName: String
    /// The request that is built, for ``CITrigger/pullRequest`` alone.
    public var pullRequest: CIPullRequest?
    /// Login of the person who set it off.
    public var actor: String
    /// Name of the pipeline or workflow.
    public var pipeline: String
    /// Name of the job in it.
    public var job: String
    /// The deployment environment that the job names, or `nil`.
    public var deployment: String?
    /// The running number of the build, from 1.
    public var number: Int
    /// A number from which whatever else the platform invents is derived.
    public var seed: UInt64

    /// A build with every part given; nothing is checked before ``CIMock/init(_:)``.
    public init(
        platform: CIPlatform,
        trigger: CITrigger,
        repository: CIRepository,
        commit: CICommit,
        previousCommit: CICommit? = nil,
        refName: String,
        pullRequest: CIPullRequest? = nil,
        actor: String,
        pipeline: String,
        job: String,
        deployment: String? = nil,
        number: Int,
        seed: UInt64
    ) {
        self.platform = platform
        self.trigger = trigger
        self.repository = repository
        self.commit = commit
        self.previousCommit = previousCommit
        self.refName = refName
        self.pullRequest = pullRequest
        self.actor = actor
        self.pipeline = pipeline
        self.job = job
        self.deployment = deployment
        self.number = number
        self.seed = seed
    }
}

extension CIBuild {
    /// Numbers and names that the platform invents for this build.
    var invented: Invention { Invention(seed: seed, subject: "build \(number)") }
    /// Numbers and names that it invented once for the repository, the same in each of its builds.
    var repositoryInvented: Invention { Invention(seed: 0, subject: repository.url) }
    /// Numbers and names of a person or organisation.
    func invented(for name: String) -> Invention { Invention(seed: 0, subject: "\(repository.host) \(name)") }

    /// When the platform started the job, in seconds since 1970: some minutes after the commit.
    var startTime: Int64 { commit.time + Int64(invented.number("delay", 30...900)) }
}
