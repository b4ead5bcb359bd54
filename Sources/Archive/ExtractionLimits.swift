/// How much an archive may ask of this host before it is refused.
public struct ExtractionLimits: Sendable, Hashable {
    /// Most entries, all layers together.
    public var entries: Int
    /// Most bytes of all files together, holes of sparse files included.
    public var bytes: Int
    /// Most bytes written for each byte of the archive, once ``ratioFloorBytes`` are written.
    public var ratio: Int
    /// Bytes that may be written before the ratio counts.
    public var ratioFloorBytes: Int

    /// Limits wide enough for any image in use; a full toolchain has 40,000 entries and 2 GB, and compresses 4:1.
    public init(entries: Int = 2_000_000, bytes: Int = 64 << 30, ratio: Int = 200, ratioFloorBytes: Int = 256 << 20) {
        self.entries = entries
        self.bytes = bytes
        self.ratio = ratio
        self.ratioFloorBytes = ratioFloorBytes
    }
}
