/// Why an example could not be turned into a job.
public struct JobBuilderError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The example's name.
    public var example: String
    /// What is wrong, and the mend.
    public var message: String

    /// One line.
    public var description: String { "example \(example): \(message)" }
}
