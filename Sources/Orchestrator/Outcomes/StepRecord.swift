import Sandbox

/// What one step of an attempt did.
public struct StepRecord: Codable, Sendable, Hashable {
    /// The step's name.
    public var name: String
    /// Termination, output and cost.
    public var result: ProcessResult
    /// Why the step's expectation was not met, or `nil` when it was.
    public var unmetExpectation: String?

    /// A record with every part given.
    public init(name: String, result: ProcessResult, unmetExpectation: String? = nil) {
        self.name = name
        self.result = result
        self.unmetExpectation = unmetExpectation
    }
}
