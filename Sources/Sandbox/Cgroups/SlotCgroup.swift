import Glibc
import Synchronization
import SystemPackage

/// The cgroups of one slot. The slot's helper makes, enters and removes them (see `keeper.h`); this side sets the limits. Used on the
/// slot's thread alone.
final class SlotCgroup {
    static let prefix = "witnessbox-"
    private static let count = Atomic(0)

    let directories: [FilePath]
    private let version: CgroupParent.Version
    private var memory: Int?
    private var processes: Int?

    init(in parent: CgroupParent) {
        let name = "\(Self.prefix)\(ProcessMark.own)-\(Self.count.add(1, ordering: .relaxed).newValue)"
        version = parent.version
        directories = parent.directories.map { $0.appending(name) }
    }

    /// The process that made the cgroup of this name; nil when the name is no slot's.
    static func maker(ofName name: String) -> ProcessMark? {
        let parts = name.split(separator: "-")
        guard name.hasPrefix(prefix), parts.count == 4, let process = pid_t(parts[1]), let start = UInt64(parts[2]) else { return nil }
        return ProcessMark(process: process, start: start)
    }

    /// Sets the limits of the next sandbox, where they differ from those of the one before.
    func hold(_ limits: Limits) throws(SandboxError) {
        let memory = limits.memoryBytes.map { $0 + limits.chargedScratchBytes } ?? -1
        if memory != self.memory {
            try setMemory(memory)
            self.memory = memory
        }
        if limits.processes != self.processes {
            // Beside the guest's processes there are the zygote and pid 1.
            try set("\(limits.processes + 2)", of: "pids.max")
            self.processes = limits.processes
        }
    }

    /// Removes what the keeper, killed itself, could not.
    func remove() {
        for directory in directories {
            var tries = 100
            while rmdir(directory.string) < 0 && errno == EBUSY && tries > 0 {
                usleep(10_000)
                tries -= 1
            }
        }
    }

    /// - Parameter bytes: -1 for no limit.
    private func setMemory(_ bytes: Int) throws(SandboxError) {
        switch version {
        case .two:
            try set(bytes < 0 ? "max" : "\(bytes)", of: "memory.max")
            // What may be swapped out would not count; a kernel without swap has no such file.
            if file("memory.swap.max") != nil { try set(bytes < 0 ? "max" : "0", of: "memory.swap.max") }
        case .one:
            let hasSwap = file("memory.memsw.limit_in_bytes") != nil
            // The limit with swap is never below the one without: a higher one must go first, and a lower one cannot.
            if hasSwap { try? set("\(bytes)", of: "memory.memsw.limit_in_bytes") }
            try set("\(bytes)", of: "memory.limit_in_bytes")
            if hasSwap { try set("\(bytes)", of: "memory.memsw.limit_in_bytes") }
        }
    }

    private func file(_ name: String) -> FilePath? {
        directories.map { $0.appending(name) }.first(where: CgroupFiles.exists)
    }

    private func set(_ value: String, of name: String) throws(SandboxError) {
        guard let file = file(name) else {
            throw SandboxError(stage: "limit-cgroup", subject: name, errorNumber: ENOENT)
        }
        try CgroupFiles.write(value, to: file, stage: "limit-cgroup")
    }
}

extension Limits {
    /// What a full writable layer adds to the memory of a sandbox's cgroup: its pages, what the kernel keeps for each of its inodes, and
    /// room for pid 1, the zygote and the page tables, stacks, pipes and sockets of ordinary work.
    var chargedScratchBytes: Int { scratchBytes + scratchInodes * 2048 + (32 << 20) }
}
