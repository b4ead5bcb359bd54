/// How a step is expected to end. A negative control expects a failure *and* the words that show its right reason.
public struct Expectation: Codable, Sendable, Hashable {
    /// The allowed ending of the process.
    public enum Exit: Codable, Sendable, Hashable {
        /// Exit code 0.
        case success
        /// Any exit code but 0; a signal or a limit does not count.
        case failure
        /// Exactly this exit code.
        case code(Int)
    }

    /// The allowed ending.
    public var exit: Exit
    /// Texts that must all occur in standard output.
    public var standardOutputContains: [String]
    /// Texts that must all occur in standard error.
    public var standardErrorContains: [String]

    /// By default: exit 0, any output.
    public init(exit: Exit = .success, standardOutputContains: [String] = [], standardErrorContains: [String] = []) {
        self.exit = exit
        self.standardOutputContains = standardOutputContains
        self.standardErrorContains = standardErrorContains
    }
}
