/// Names that an example may use for things that the catalog's other data leaves open.
public struct NameLists: Sendable, Hashable {
    /// Branches that work is done on.
    public var branches: [String] = []
    /// Commit messages.
    public var commitMessages: [String] = []
    /// Organisations; part of addresses and host names.
    public var organizations: [String] = []
    /// Authors, as `Full Name <local part>`; the account on a CI platform is called `local part-last name`.
    public var people: [String] = []
    /// Directories, relative to the project, for what must not lie in it.
    public var directories: [String] = []
    /// Stems of key files.
    public var keys: [String] = []
    /// Endings of private and public key files.
    public var keyEndings: [String] = []
    /// File names of passphrases.
    public var passphrases: [String] = []
    /// Stems of the files of an intermediate authority.
    public var authorities: [String] = []
    /// Common names in signers' certificates.
    public var commonNames: [String] = []
    /// Stems of the key files of others; none may be among ``keys``.
    public var otherKeys: [String] = []
    /// File names of attestations.
    public var attestations: [String] = []
    /// File names of unsigned policies.
    public var policies: [String] = []
    /// Variables that a build may be told by, as `NAME=VALUE`.
    public var variables: [String] = []
    /// Branches that hold a change until it is merged.
    public var changes: [String] = []
    /// Names of pipelines and workflows.
    public var pipelines: [String] = []
    /// Names of jobs in them.
    public var jobs: [String] = []
    /// Environments that jobs deploy to.
    public var deployments: [String] = []
    /// Times when policies end.
    public var expirations: [String] = []
}
