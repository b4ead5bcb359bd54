/// What kind of work a command does.
public enum CommandCategory: String, Codable, Sendable, Hashable, CaseIterable {
    /// Makes something runnable from sources.
    case build
    /// Runs tests.
    case test
    /// Packs software for installation.
    case package
    /// Checks style.
    case lint
    /// Looks for mistakes and weaknesses.
    case scan
    /// Lists components.
    case sbom
    /// Keeps files together in one.
    case archive
}
