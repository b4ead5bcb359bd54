/// A way to break a Rego rule.
public struct RegoViolation: Sendable, Hashable {
    /// Shell lines that run in a clone of the project before a run that brings the artifact back. They may change the clone, export
    /// variables, change the file `$kept`, which holds the artifact, or set `target`, the path at which it comes back.
    public var lines: [String]
    /// What the module says; a prefix will do.
    public var denial: String
}
