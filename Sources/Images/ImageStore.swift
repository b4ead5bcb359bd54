import SystemPackage

/// The content-addressed store of unpacked images, owned by the running user.
public struct ImageStore: Sendable {
    /// The store's directory.
    public var directory: FilePath

    /// The store at `directory`, by default `$XDG_DATA_HOME/witnessbox/images` (`~/.local/share` when the variable is unset).
    public init(directory: FilePath? = nil) throws {
        self.directory = directory ?? "/nonexistent"
    }

    /// The image that a reference names: a name, a digest, or a digest's unique prefix of at least 8 digits.
    /// - Throws: ``ImageError`` that names the reference and how to get the image.
    public func image(_ reference: String) throws -> Image {
        throw ImageError(stage: "resolve", subject: reference, mend: "run 'witnessbox image list' to see what is there")
    }
}
