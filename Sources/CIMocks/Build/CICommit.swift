/// A commit of the repository that a platform builds, as git has it.
public struct CICommit: Codable, Sendable, Hashable {
    /// 40 hexadecimal digits.
    public var id: String
    /// Id of its tree, 40 hexadecimal digits.
    public var tree: String
    /// The whole message.
    public var message: String
    /// Name of author and committer.
    public var authorName: String
    /// Address of author and committer.
    public var authorEmail: String
    /// When it was made, in seconds since 1970.
    public var time: Int64

    /// A commit with every part given.
    public init(id: String, tree: String, message: String, authorName: String, authorEmail: String, time: Int64) {
        self.id = id
        self.tree = tree
        self.message = message
        self.authorName = authorName
        self.authorEmail = authorEmail
        self.time = time
    }

    /// The message's first line.
    public var title: String { message.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? "" }
}
