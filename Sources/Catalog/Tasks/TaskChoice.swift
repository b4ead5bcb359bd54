/// A type of task and how often it is drawn.
public struct TaskChoice: Sendable {
    let type: any TaskType
    /// How often it is drawn against the others.
    public let weight: Int

    /// The value on the axis `task`.
    public var name: String { type.name }
}
