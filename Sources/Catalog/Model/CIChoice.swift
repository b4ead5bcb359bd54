import CIMocks

/// Where an example's work takes place.
public struct CIChoice: Sendable, Hashable {
    /// The platform's name, or `none`.
    public var id: String
    /// How it is called in a sentence; empty for `none`.
    public var phrases: [String]
    /// How often it is drawn against the others.
    public var weight: Int

    /// The platform, or `nil` for a shell of one's own.
    public var platform: CIPlatform? { CIPlatform(rawValue: id) }
}
