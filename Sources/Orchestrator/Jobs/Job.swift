import Sandbox

/// Everything needed to carry out one piece of work in one sandbox, and nothing else: replay needs the job alone.
///
/// The same job is the same work: its canonical JSON has a SHA-256, the ``JobKey``, which serves as cache, resume and replay key.
public struct Job: Codable, Sendable, Hashable {
    /// Content digest of the toolchain image (`sha256:…`).
    public var imageDigest: String
    /// Files laid into the sandbox before the first step, sorted by path.
    public var files: [JobFile]
    /// Variables given to every step on top of the image's own environment (`/etc/image-env` of the image).
    public var environment: [String: String]
    /// Where steps start unless they say otherwise; created when absent.
    public var workingDirectory: String
    /// What runs beside the steps, started in this order before the first one.
    public var services: [ServiceDescription]
    /// Limits of the sandbox and of each step.
    public var limits: Limits
    /// The steps, run in order in one sandbox until one does not meet its expectation.
    public var steps: [Step]
    /// Absolute guest paths of files kept as evidence, read after the last step that ran. A path that ends in `/` keeps the files under it.
    public var outputs: [String]

    /// A job with every part given.
    public init(
        imageDigest: String,
        files: [JobFile] = [],
        environment: [String: String] = [:],
        workingDirectory: String,
        services: [ServiceDescription] = [],
        limits: Limits = Limits(),
        steps: [Step],
        outputs: [String] = []
    ) {
        self.imageDigest = imageDigest
        self.files = files.sorted { $0.path < $1.path }
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.services = services
        self.limits = limits
        self.steps = steps
        self.outputs = outputs
    }
}
