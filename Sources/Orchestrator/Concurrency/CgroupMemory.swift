import SystemPackage

/// The memory limits of the cgroups that this process is in, of both versions.
enum CgroupMemory {
    /// One for each limit that is set: all that it allows, and what of that is still to be had, in bytes.
    static func limits(root: FilePath) -> [(available: Int, total: Int)] {
        let lines = (SmallFile.text(root.appending("proc/self/cgroup")) ?? "").split(separator: "\n")
        return lines.flatMap { line -> [(available: Int, total: Int)] in
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { return [] }
            if parts[1].isEmpty { return limits(root.appending("sys/fs/cgroup"), parts[2], "memory.max", "memory.current", "inactive_file") }
            guard parts[1].split(separator: ",").contains("memory") else { return [] }
            return limits(
                root.appending("sys/fs/cgroup/memory"), parts[2], "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
        }
    }

    /// The limits of a cgroup and of those above it, which hold it too. Where this process sees a part of the tree only, paths may lead nowhere.
    private static func limits(_ tree: FilePath, _ path: Substring, _ most: String, _ use: String, _ unused: String) -> [(available: Int, total: Int)]
    {
        var directory = tree.appending(String(path.drop { $0 == "/" }))
        var limits: [(available: Int, total: Int)] = []
        while directory.starts(with: tree) {
            // Without a limit the file says "max", or in the first version a number beyond any memory.
            if let total = number(directory.appending(most)), total < 1 << 60, let used = number(directory.appending(use)) {
                limits.append((max(0, total - used + unusedBytes(directory, unused)), total))
            }
            directory.removeLastComponent()
        }
        return limits
    }

    /// Cached files that the kernel drops before it refuses memory.
    private static func unusedBytes(_ directory: FilePath, _ name: String) -> Int {
        let lines = (SmallFile.text(directory.appending("memory.stat")) ?? "").split(separator: "\n")
        return lines.first { $0.hasPrefix(name + " ") }.flatMap { Int($0.dropFirst(name.utf8.count + 1)) } ?? 0
    }

    private static func number(_ path: FilePath) -> Int? {
        SmallFile.text(path)?.split(separator: "\n").first.flatMap { Int($0) }
    }
}
