/// One file of an example's evidence.
public struct EvidenceFile: Sendable, Hashable {
    /// Path relative to the example's directory, such as `attestations/build.json`.
    public var path: String
    /// The content.
    public var content: [UInt8]

    /// A file with the given bytes.
    public init(path: String, content: [UInt8]) {
        self.path = path
        self.content = content
    }
}
