/// What happened when a command ran in a sandbox.
public struct ProcessResult: Codable, Sendable, Hashable {
    /// The named cause of the end.
    public var termination: Termination
    /// Captured standard output.
    public var standardOutput: CapturedOutput
    /// Captured standard error.
    public var standardError: CapturedOutput
    /// Wall time, in milliseconds.
    public var wallMilliseconds: Int
    /// User and system CPU time of the command and its waited-for descendants, in milliseconds.
    public var cpuMilliseconds: Int
    /// Largest resident set of a single process of the command, in bytes.
    public var peakMemoryBytes: Int

    /// A result with every part given.
    public init(
        termination: Termination,
        standardOutput: CapturedOutput = CapturedOutput(),
        standardError: CapturedOutput = CapturedOutput(),
        wallMilliseconds: Int = 0,
        cpuMilliseconds: Int = 0,
        peakMemoryBytes: Int = 0
    ) {
        self.termination = termination
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.wallMilliseconds = wallMilliseconds
        self.cpuMilliseconds = cpuMilliseconds
        self.peakMemoryBytes = peakMemoryBytes
    }
}
