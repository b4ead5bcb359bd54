import Basics

/// A repository that a few git commands will make, with the names that git will then give to its commits.
///
/// Whoever writes tokens and variables must know those names before the repository exists; a name follows from files, messages, author and
/// times alone (gitformat-signature and git-commit-tree(1) have the forms), and the commands end with a check that git came to the same.
public struct GitRepository: Sendable {
    /// Every file of the newest commit.
    public let files: [GitFile]
    /// What is checked out.
    public let checkout: GitCheckout
    /// The address of the remote `origin`.
    public let remote: String
    /// The commit that is checked out.
    public let commit: CICommit
    /// The commit before, where there is one; for a change or a merge the newest of the target branch.
    public let previous: CICommit?
    /// The newest commit of the source branch, for a change or a merge.
    public let head: CICommit?

    /// A repository whose newest commit adds the file of that `path` to the others; `messages` are the first commit's and the second's.
    /// - Parameter time: when the first commit was made, in seconds since 1970; the next ones follow an hour apart.
    public init(
        files: [GitFile],
        adding path: String,
        checkout: GitCheckout,
        remote: String,
        author: GitAuthor,
        messages: (first: String, second: String),
        time: Int64
    ) {
        self.files = files
        self.checkout = checkout
        self.remote = remote
        let whole = GitObject.tree(of: files)
        func commit(_ tree: [UInt8], _ parents: [CICommit], _ message: String, hours: Int64) -> CICommit {
            CICommit(tree: tree.hexadecimal, parents: parents.map(\.id), message: message, author: author, time: time + hours * 3600)
        }
        guard case .initial = checkout else {
            let first = commit(GitObject.tree(of: files.filter { $0.path != path }), [], messages.first, hours: 0)
            let second = commit(whole, [first], messages.second, hours: 1)
            added = path
            previous = first
            switch checkout {
            case .merge:
                self.commit = commit(whole, [first, second], Self.mergeMessage(second, into: first), hours: 2)
                head = second
            case .change:
                self.commit = second
                head = second
            case .initial, .branch, .tag:
                self.commit = second
                head = nil
            }
            return
        }
        added = nil
        self.commit = commit(whole, [], messages.first, hours: 0)
        previous = nil
        head = nil
    }

    private let added: String?

    /// As GitHub words it.
    private static func mergeMessage(_ head: CICommit, into base: CICommit) -> String { "Merge \(head.id) into \(base.id)" }
}

extension GitRepository {
    /// Shell lines that make the repository of the files in the working directory. The last one fails when git names the commit otherwise.
    public var lines: [String] {
        var lines = ["git init -q --template= -b \(firstBranch) .", "git remote add origin \(ShellWords.quoted(remote))"]
        lines += ["git config user.name \(ShellWords.quoted(commit.authorName))", "git config user.email \(ShellWords.quoted(commit.authorEmail))"]
        guard let previous, let added else { return lines + ["git add -A", commitLine(commit), check] }
        lines += ["git add -A -- . \(ShellWords.quoted(":!\(added)"))", commitLine(previous)]
        let second = head ?? commit
        if case .change(let source, _) = checkout { lines.append("git checkout -q -b \(source)") }
        if case .merge(_, let source, _) = checkout { lines.append("git checkout -q -b \(source)") }
        lines += ["git add -A", commitLine(second)]
        switch checkout {
        case .initial, .branch(_, isDetached: false): break
        case .branch(_, isDetached: true), .change: lines.append("git checkout -q --detach")
        case .tag(let name, _):
            lines += ["\(dates(second)) git tag -a \(name) -m \(ShellWords.quoted("Release \(name)"))", "git checkout -q --detach \(name)"]
        case .merge(let number, let source, let target):
            let merge = "git commit-tree \(source)^{tree} -p \(target) -p \(source) -m \(ShellWords.quoted(commit.message))"
            let reference = "refs/remotes/pull/\(number)/merge"
            lines += ["git update-ref \(reference) \"$(\(dates(commit)) \(merge))\"", "git checkout -q --detach \(reference)"]
        }
        return lines + [check]
    }

    private var firstBranch: String {
        switch checkout {
        case .initial(let branch), .branch(let branch, _), .tag(_, let branch): branch
        case .change(_, let target), .merge(_, _, let target): target
        }
    }

    private func dates(_ commit: CICommit) -> String {
        "GIT_AUTHOR_DATE=\(CITime.stamp(commit.time)) GIT_COMMITTER_DATE=\(CITime.stamp(commit.time))"
    }

    private func commitLine(_ commit: CICommit) -> String { "\(dates(commit)) git commit -q -m \(ShellWords.quoted(commit.message))" }
    private var check: String { "test \"$(git rev-parse HEAD)\" = \(commit.id)" }
}

extension CICommit {
    fileprivate init(tree: String, parents: [String], message: String, author: GitAuthor, time: Int64) {
        let person = "\(author.name) <\(author.email)> \(time) +0000"
        let lines = ["tree \(tree)"] + parents.map { "parent \($0)" } + ["author \(person)", "committer \(person)", "", message, ""]
        let id = GitObject.name(kind: "commit", content: Array(lines.joined(separator: "\n").utf8))
        self.init(id: id.hexadecimal, tree: tree, message: message, authorName: author.name, authorEmail: author.email, time: time)
    }
}
