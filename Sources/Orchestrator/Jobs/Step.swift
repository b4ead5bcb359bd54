/// One command of a job and how it is expected to end.
public struct Step: Codable, Sendable, Hashable {
    /// Unique within the job, for example `run-build` or `control-tampered-artifact`; `replay --until` takes it.
    public var name: String
    /// Program and arguments. A shell script is `["sh", "-euc", SCRIPT]`.
    public var arguments: [String]
    /// Variables of this step on top of the job's.
    public var environment: [String: String]
    /// Absolute path inside the sandbox, or `nil` for the job's working directory.
    public var workingDirectory: String?
    /// What must be true of the end.
    public var expectation: Expectation

    /// A step with every part given; it is expected to exit 0 unless said otherwise.
    public init(
        name: String,
        arguments: [String],
        environment: [String: String] = [:],
        workingDirectory: String? = nil,
        expectation: Expectation = Expectation()
    ) {
        self.name = name
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.expectation = expectation
    }
}
