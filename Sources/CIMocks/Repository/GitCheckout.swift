/// What of a repository is checked out, and how.
public enum GitCheckout: Sendable, Hashable {
    /// A branch, with its one commit.
    case initial(branch: String)
    /// The newest of a branch's two commits; detached where the platform checks out the commit and not the branch.
    case branch(String, isDetached: Bool)
    /// An annotated tag of the newest of a branch's two commits, detached.
    case tag(String, of: String)
    /// The one commit that a source branch has more than its target, detached.
    case change(source: String, target: String)
    /// The commit that would merge a source branch into its target, detached; `number` is the pull request's.
    case merge(number: Int, source: String, target: String)

    /// Whether git then knows no current branch.
    public var isDetached: Bool {
        switch self {
        case .initial: false
        case .branch(_, let isDetached): isDetached
        case .tag, .change, .merge: true
        }
    }
}
