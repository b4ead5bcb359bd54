/// The repository that a platform builds.
public struct CIRepository: Codable, Sendable, Hashable {
    /// The user, organisation or group that owns it.
    public var owner: String
    /// Its short name.
    public var name: String
    /// Host name of the server that it lies on, for example `github.com`.
    public var host: String
    /// The branch that a clone without further word checks out.
    public var defaultBranch: String

    /// A repository with every part given.
    public init(owner: String, name: String, host: String, defaultBranch: String) {
        self.owner = owner
        self.name = name
        self.host = host
        self.defaultBranch = defaultBranch
    }

    /// `OWNER/NAME`.
    public var path: String { "\(owner)/\(name)" }
    /// Its page.
    public var url: String { "https://\(host)/\(path)" }
    /// What `git clone` takes.
    public var cloneURL: String { "\(url).git" }
}
