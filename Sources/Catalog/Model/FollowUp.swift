/// A step that may come after an example's own: what is done with the artifact.
public struct FollowUp: Sendable, Hashable {
    /// Unique in the catalog, for example `checksum`.
    public var id: String
    /// Names that the step may have.
    public var stepNames: [String]
    /// The words after `witness run … --`, with places for the artifact and for all files of the steps before.
    public var run: String
    /// The file that it makes.
    public var output: String
    /// Endings of artifacts that it is not for, such as `.xz` where it packs with xz.
    public var excludedEndings: [String]

    /// Names that its texts may put between braces besides those that every project has.
    static let slots: Set<String> = ["artifact", "outputs"]
}
