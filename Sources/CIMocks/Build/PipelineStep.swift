/// One named step of a pipeline, with the shell lines that it runs.
public struct PipelineStep: Codable, Sendable, Hashable {
    /// What the step is called.
    public var name: String
    /// Shell lines, in order.
    public var lines: [String]

    /// A step with every part given.
    public init(name: String, lines: [String]) {
        self.name = name
        self.lines = lines
    }
}
