import CSandboxWire
import Glibc
import SystemPackage

/// By which means of this host limits are held, and what becomes of a limit that cannot be held as asked.
public struct LimitEnforcement: Sendable {
    /// Which cgroups may be used.
    public enum Cgroups: Sendable, Hashable {
        /// Those below this process's own cgroup where they can be had: version 2 where it is delegated, version 1 as root. Else none.
        case automatic
        /// None; rlimits and pid 1's watch hold the limits.
        case unused
        /// Those below this directory of a version 2 hierarchy, which must hold no process and be this user's to change.
        case below(FilePath)
    }

    /// Which cgroups may be used; those that are named must be of use.
    public var cgroups: Cgroups
    /// Where this is given, a limit that cannot be held as asked is held as well as can be, and this is told in one line what is weaker;
    /// where it is not, such a limit is an error. Called on any thread, perhaps once for each sandbox.
    public var concede: (@Sendable (String) -> Void)?

    /// The best means that this host has, and an error where they do not suffice.
    public init(cgroups: Cgroups = .automatic, concede: (@Sendable (String) -> Void)? = nil) {
        self.cgroups = cgroups
        self.concede = concede
    }

    /// Where slots get their cgroups; nil when they are to have none.
    /// - Throws: why they cannot have those that they may or must have.
    func required() throws(SandboxError) -> CgroupParent? {
        switch cgroups {
        case .unused: nil
        case .automatic: try CgroupParent.own()
        case .below(let directory): try CgroupParent.below(directory)
        }
    }

    /// Where slots get their cgroups; nil when they get none.
    func parent() throws(SandboxError) -> CgroupParent? {
        do throws(SandboxError) {
            return try required()
        } catch {
            if cgroups == .automatic { return nil }
            guard let concede else { throw error }
            concede("\(error); memory and CPU time are watched from inside instead")
            return nil
        }
    }

    /// The same for slots of a backend. Without user namespaces the kernel counts the processes of all sandboxes together, unless a cgroup counts.
    func parent(for backend: SandboxBackend) throws(SandboxError) -> CgroupParent? {
        if let parent = try parent() { return parent }
        // Whoever is not root cannot have that backend at all, which its start says better.
        guard backend == .chroot, geteuid() == 0 else { return nil }
        guard let concede else {
            throw SandboxError(
                stage: "limit-processes",
                subject: "chroot",
                errorNumber: ENOTSUP,
                mend: "without user namespaces processes are counted by a pids cgroup alone: see docs/limits.md, or take --best-effort-limits"
            )
        }
        concede("processes: without user namespaces and cgroups they are looked at every 50 ms, and none is refused before")
        return nil
    }

    /// The limits, lowered where this process may not give as much.
    func attainable(_ limits: Limits) -> Limits {
        guard let concede else { return limits }
        var limits = limits
        func lower(_ value: inout Int, _ name: String, to most: Int) {
            guard value > most else { return }
            concede("\(name): \(value) asked, \(most) held, the hard limit of this process")
            value = most
        }
        lower(&limits.openFiles, "open files", to: HardLimit.openFiles)
        lower(&limits.processes, "processes", to: max(1, HardLimit.processes - Limits.spareProcesses))
        if var bytes = limits.fileBytes {
            lower(&bytes, "file size", to: HardLimit.fileBytes)
            limits.fileBytes = bytes
        }
        return limits
    }
}

/// The most that this process may give to one that it starts.
private enum HardLimit {
    static var openFiles: Int { of(__rlimit_resource_t(RLIMIT_NOFILE.rawValue)) }
    static var processes: Int { Int(clamping: sandbox_most_processes()) }
    static var fileBytes: Int { of(__rlimit_resource_t(RLIMIT_FSIZE.rawValue)) }

    private static func of(_ resource: __rlimit_resource_t) -> Int {
        var limit = rlimit()
        return getrlimit(resource, &limit) == 0 ? Int(clamping: limit.rlim_max) : .max
    }
}
