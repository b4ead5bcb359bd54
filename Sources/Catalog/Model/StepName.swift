/// A name that `witness run --step` is given.
public struct StepName: Sendable, Hashable {
    /// The name.
    public var name: String
    /// A verb phrase whose subject is the step.
    public var description: String
    /// Kinds of commands that suit it.
    public var categories: [CommandCategory]
}
