/// What set a build off.
public enum CITrigger: String, Codable, Sendable, Hashable, CaseIterable {
    /// Commits pushed to a branch.
    case push
    /// A pull request, merge request or change, opened or renewed.
    case pullRequest = "pull-request"
    /// A tag pushed.
    case tag
    /// The clock.
    case schedule
    /// A person.
    case manual
    /// A release published for a tag.
    case release

    /// Whether the build is of a tag and not of a branch.
    public var isOfTag: Bool { self == .tag || self == .release }
}
