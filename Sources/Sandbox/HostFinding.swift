/// What one look at this host found.
public struct HostFinding: Codable, Sendable, Hashable {
    /// How the finding bears on running sandboxes.
    public enum State: String, Codable, Sendable {
        /// As it should be.
        case good
        /// No sandbox can run.
        case missing
        /// Not there, and not needed: sandboxes run by another backend.
        case absent
        /// Not tried, since something that it needs is missing.
        case unknown
    }

    /// A stable identifier, such as `user-namespaces`.
    public var name: String
    /// How it is.
    public var state: State
    /// What was seen, in a few words.
    public var detail: String
    /// What the user can do about it; empty when nothing needs doing.
    public var mend: String

    /// A finding with every part given.
    public init(name: String, state: State, detail: String, mend: String = "") {
        self.name = name
        self.state = state
        self.detail = detail
        self.mend = mend
    }
}
