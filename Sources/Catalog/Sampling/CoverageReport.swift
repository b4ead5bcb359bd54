/// How many of the combinations of so many axis values that the catalog's constraints allow occur in some rows (t-wise coverage).
public struct CoverageReport: Codable, Sendable, Hashable {
    /// Values in a combination.
    public var size: Int
    /// Combinations that the constraints allow.
    public var allowed: Int
    /// Those of them that occur.
    public var seen: Int
    /// Those of them that occur at least ten times.
    public var seenTenTimes: Int
    /// How often the rarest one occurs, at most 255.
    public var fewest: Int
    /// The first of those that do not occur, each as `axis=value` and so on.
    public var missing: [[String]]

    /// Share of the allowed combinations that occur.
    public var share: Double { allowed == 0 ? 1 : Double(seen) / Double(allowed) }
}
