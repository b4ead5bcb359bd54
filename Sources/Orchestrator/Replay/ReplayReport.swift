/// What a replay did differently from the record.
public struct ReplayReport: Codable, Sendable, Hashable {
    /// One thing that differs.
    public struct Difference: Codable, Sendable, Hashable {
        /// The step, or the path of the output.
        public var subject: String
        /// What the record says.
        public var recorded: String
        /// What the replay did.
        public var replayed: String
    }

    /// The example.
    public var id: String
    /// Steps that the replay ran, in order, each with its ending in words.
    public var steps: [String]
    /// What differs, steps in order, then outputs by path.
    public var differences: [Difference]

    /// Whether the replay did as recorded.
    public var agrees: Bool { differences.isEmpty }
}
