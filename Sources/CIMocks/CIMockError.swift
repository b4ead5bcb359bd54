/// A build that no platform could have.
public struct CIMockError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The part of the build that is at fault, by its name in ``CIBuild``.
    public let part: String
    /// What is wrong with it, and what would do.
    public let message: String

    /// One line that names the part and the mend.
    public var description: String { "CI build: \(part): \(message)" }
}
