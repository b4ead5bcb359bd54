/// The axes on which examples differ and by which a plan may be narrowed.
public enum Axis: String, Codable, Sendable, Hashable, CaseIterable {
    /// What the conversation is about.
    case task
    /// Language of the project.
    case language
    /// Project, as `language/name`.
    case project
    /// Id of the command.
    case command
    /// Kind of the command.
    case category
    /// Name of the step.
    case step
    /// An attestor that is asked for; an example has several values on this axis.
    case attestor
    /// CI platform or `none`.
    case ci
    /// A Rego kind, or `none`; an example may have several values on this axis.
    case rego
    /// Key algorithm.
    case signer
    /// Tool and format of the bill of materials, or `none`.
    case sbom
}
