/// A file as git keeps it.
public struct GitFile: Sendable, Hashable {
    /// Path in the repository.
    public var path: String
    /// Whether it may be executed.
    public var isExecutable: Bool
    /// Its bytes.
    public var content: [UInt8]

    /// A file with every part given.
    public init(path: String, isExecutable: Bool, content: [UInt8]) {
        self.path = path
        self.isExecutable = isExecutable
        self.content = content
    }
}
