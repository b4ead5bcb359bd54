/// Who makes commits.
public struct GitAuthor: Sendable, Hashable {
    /// The full name.
    public var name: String
    /// The address.
    public var email: String

    /// An author with every part given.
    public init(name: String, email: String) {
        self.name = name
        self.email = email
    }
}
