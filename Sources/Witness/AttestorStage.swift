/// The stages of `witness run`, in the order in which they happen; attestors of one stage run at the same time.
public enum AttestorStage: String, Codable, Sendable, Hashable, CaseIterable {
    /// Before the files are read.
    case preMaterial = "prematerial"
    /// Reading the files as they were before the command.
    case material
    /// The command itself.
    case execute
    /// Reading the files that the command left.
    case product
    /// Looking at the products.
    case postProduct = "postproduct"
    /// During `witness verify`.
    case verify
}
