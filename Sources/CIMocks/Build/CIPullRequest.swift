/// A request to merge one branch into another.
public struct CIPullRequest: Codable, Sendable, Hashable {
    /// Its number in the repository, from 1.
    public var number: Int
    /// The branch with the change.
    public var source: String
    /// The branch that it is to go into.
    public var target: String
    /// The newest commit of the source branch.
    public var head: CICommit
    /// Owner of the repository that the change comes from: another than the repository's own when it is from a fork.
    public var sourceOwner: String

    /// A request with every part given.
    public init(number: Int, source: String, target: String, head: CICommit, sourceOwner: String) {
        self.number = number
        self.source = source
        self.target = target
        self.head = head
        self.sourceOwner = sourceOwner
    }
}
