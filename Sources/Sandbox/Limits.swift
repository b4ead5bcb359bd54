/// What one sandbox may use before it is ended with a named cause (see ``Termination``).
///
/// A value of `nil` means "no limit of our own"; a limit that is set and cannot be enforced on this host is an error, never silence.
public struct Limits: Codable, Sendable, Hashable {
    /// Longest wall time of one step, in milliseconds.
    public var wallMilliseconds: Int
    /// Grace between SIGTERM and SIGKILL once a limit is passed, in milliseconds; there is none past the memory limit.
    public var graceMilliseconds: Int
    /// CPU time of one step, all its processes together, in milliseconds.
    public var cpuMilliseconds: Int?
    /// Resident memory of all processes of the sandbox together, in bytes: anonymous and shared memory, a shared page counted once. The
    /// writable layer has a limit of its own. Pid 1 looks every 50 ms; in a cgroup the kernel lets nobody have more than both limits
    /// together (with what it keeps for ``scratchInodes``, and 32 MiB) for a moment. See `docs/limits.md`.
    public var memoryBytes: Int?
    /// Processes and threads that are there at once in the sandbox, those that ended and that nobody has collected yet among them. In a cgroup
    /// the kernel refuses one more, and that ends the step. Else one more can be made and ends the step when it is seen; a step that was
    /// refused a second one and went on without it may pass unseen.
    public var processes: Int
    /// Open files of one process (`RLIMIT_NOFILE`); one that is seen to have so many ends the step.
    public var openFiles: Int
    /// Largest single file a process may write, in bytes (`RLIMIT_FSIZE`).
    public var fileBytes: Int?
    /// Size of the writable layer (tmpfs `size=`), in bytes.
    public var scratchBytes: Int
    /// Inodes of the writable layer (tmpfs `nr_inodes=`).
    public var scratchInodes: Int
    /// Bytes a step may write to each of standard output and standard error; more ends it.
    public var outputBytes: Int
    /// Bytes kept of each stream: the first half from its head, the rest from its tail.
    public var keptOutputBytes: Int
    /// Whether the sandbox's processes may trace one another (`ptrace`), as `witness run --trace` does; never its pid 1.
    public var allowsTracing: Bool

    /// Limits wide enough for a Maven or cargo build of a small project.
    public init(
        wallMilliseconds: Int = 120_000,
        graceMilliseconds: Int = 500,
        cpuMilliseconds: Int? = nil,
        memoryBytes: Int? = nil,
        processes: Int = 512,
        openFiles: Int = 4096,
        fileBytes: Int? = nil,
        scratchBytes: Int = 1 << 30,
        scratchInodes: Int = 200_000,
        outputBytes: Int = 16 << 20,
        keptOutputBytes: Int = 256 << 10,
        allowsTracing: Bool = false
    ) {
        self.wallMilliseconds = wallMilliseconds
        self.graceMilliseconds = graceMilliseconds
        self.cpuMilliseconds = cpuMilliseconds
        self.memoryBytes = memoryBytes
        self.processes = processes
        self.openFiles = openFiles
        self.fileBytes = fileBytes
        self.scratchBytes = scratchBytes
        self.scratchInodes = scratchInodes
        self.outputBytes = outputBytes
        self.keptOutputBytes = keptOutputBytes
        self.allowsTracing = allowsTracing
    }
}
