/// One command to run inside a sandbox.
public struct Command: Codable, Sendable, Hashable {
    /// Program and arguments; the program is looked up on `PATH` of ``environment`` (the usual directories when it has
    /// none) if it holds no slash.
    public var arguments: [String]
    /// The whole environment of the command; nothing is inherited from the host.
    public var environment: [String: String]
    /// Absolute path inside the sandbox.
    public var workingDirectory: String
    /// Bytes given on standard input; empty means end of file at once.
    public var standardInput: [UInt8]

    /// A command with an explicit environment and working directory.
    public init(arguments: [String], environment: [String: String] = [:], workingDirectory: String = "/", standardInput: [UInt8] = []) {
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.standardInput = standardInput
    }
}
