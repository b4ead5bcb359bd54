/// One line of the dataset. It depends on the example's specification alone: not on workers, order, host, user, clock or day.
public struct TrainingRow: Codable, Sendable, Hashable {
    /// The example's name, such as `7-000123`.
    public var id: String
    /// System, then user and assistant in turn.
    public var messages: [ChatMessage]
    /// The example's place on the axes of diversity.
    public var metadata: ExampleAxes

    /// A row with every part given.
    public init(id: String, messages: [ChatMessage], metadata: ExampleAxes) {
        self.id = id
        self.messages = messages
        self.metadata = metadata
    }
}
