import Catalog

/// A row as the measures see it: any chat row, with or without a name and axes.
public struct DatasetRow: Decodable, Sendable {
    /// The row's name.
    public var id: String?
    /// The conversation.
    public var messages: [ChatMessage]
    /// Each axis with the row's values on it.
    public var metadata: [String: AxisValues]?

    /// All that speakers of one role say, one message a line.
    func text(of role: ChatMessage.Role) -> String {
        messages.filter { $0.role == role }.map(\.content).joined(separator: "\n")
    }
}
