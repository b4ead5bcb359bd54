/// Why a job was rejected, in a form that groups equal failures.
public struct Rejection: Codable, Sendable, Hashable {
    /// The step that did not meet its expectation.
    public var step: String
    /// Failure class: the termination's name, or `wrong-output` when the ending was right and the words were not.
    public var failureClass: String
    /// Hash of step, class and the normalised last line of standard error: equal failures share it.
    public var signature: String
    /// One line for people.
    public var message: String

    /// A rejection with every part given.
    public init(step: String, failureClass: String, signature: String, message: String) {
        self.step = step
        self.failureClass = failureClass
        self.signature = signature
        self.message = message
    }
}
