/// Where a dataset comes from, for its card. Nothing in it depends on the clock, the host or the number of workers.
public struct DatasetProvenance: Codable, Sendable, Hashable {
    /// Seed of the plan.
    public var seed: UInt64
    /// Content digest of the toolchain image.
    public var imageDigest: String
    /// Version of the catalog the plan was drawn from.
    public var catalogVersion: String
    /// Tools and their versions, as the image's manifest gives them.
    public var toolVersions: [String: String]
    /// Examples in the plan.
    public var planned: Int
    /// Examples that were carried out to a verdict.
    public var executed: Int

    /// A provenance with every part given.
    public init(seed: UInt64, imageDigest: String, catalogVersion: String, toolVersions: [String: String] = [:], planned: Int, executed: Int) {
        self.seed = seed
        self.imageDigest = imageDigest
        self.catalogVersion = catalogVersion
        self.toolVersions = toolVersions
        self.planned = planned
        self.executed = executed
    }
}
