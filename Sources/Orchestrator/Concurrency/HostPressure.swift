/// How hard pressed a host was over the last interval. What the host does not tell is `nil`.
public struct HostPressure: Codable, Sendable, Hashable {
    /// Memory that can still be had without swapping, in bytes: the machine's, or that of this process's cgroups if it is less.
    public var availableMemoryBytes: Int?
    /// All memory there is for this process and its sandboxes, in bytes.
    public var totalMemoryBytes: Int?
    /// Share of the interval, 0 to 1, in which some process waited for memory.
    public var memoryStall: Double?
    /// Share of the interval, 0 to 1, in which some process waited for a processor.
    public var cpuStall: Double?
    /// Share of the processors' time, 0 to 1, in which they had nothing to do.
    public var cpuIdle: Double?
    /// Processes that run or wait to run, of the last minute, by processor.
    public var load: Double?

    /// A reading with the given parts.
    public init(
        availableMemoryBytes: Int? = nil,
        totalMemoryBytes: Int? = nil,
        memoryStall: Double? = nil,
        cpuStall: Double? = nil,
        cpuIdle: Double? = nil,
        load: Double? = nil
    ) {
        self.availableMemoryBytes = availableMemoryBytes
        self.totalMemoryBytes = totalMemoryBytes
        self.memoryStall = memoryStall
        self.cpuStall = cpuStall
        self.cpuIdle = cpuIdle
        self.load = load
    }
}
