import Orchestrator

/// A small software project that examples work on.
public struct Project: Sendable, Hashable {
    /// Its name, unique within its language.
    public var name: String
    /// Its language.
    public var language: String
    /// A noun phrase for it, article included.
    public var summary: String
    /// The version it declares.
    public var version: String
    /// The lock file that the `lockfiles` attestor finds, if there is one.
    public var lockfile: String?
    /// Whether `pom.xml` lies at its top.
    public var maven: Bool
    /// Names that commands may use.
    public var variables: [String: String]
    /// Its files, with paths relative to its top.
    public var files: [JobFile]

    /// Language and name, unique in the catalog.
    public var id: String { "\(language)/\(name)" }

    /// What may stand between braces in a text about this project.
    public var slots: [String: String] {
        variables.merging(["name": name, "version": version]) { _, own in own }
    }
}
