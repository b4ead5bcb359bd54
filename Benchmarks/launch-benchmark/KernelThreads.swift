import Glibc

/// CPU time of the kernel's own threads, which do part of a sandbox's making and most of its undoing.
struct KernelThreads {
    /// Of each thread, since the machine started, in microseconds.
    private let used: [String: Int]

    init() {
        used = Dictionary(uniqueKeysWithValues: KernelThreads.processes().map { ($0, KernelThreads.cpuMicroseconds(of: $0)) })
    }

    /// What all have used since then. Others' work counts too, and that of a thread that ended does not: it means something on an idle machine alone.
    func cpuMicroseconds(since earlier: KernelThreads) -> Int {
        used.reduce(0) { $0 + $1.value - earlier.used[$1.key, default: 0] }
    }

    /// The parent of every one of them.
    private static let parent = "2"

    private static func processes() -> [String] {
        guard let directory = opendir("/proc") else { return [] }
        defer { closedir(directory) }
        var found: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            guard Int(name) != nil, let status = try? SystemFile.text("/proc/\(name)/stat") else { continue }
            let fields = status[(status.lastIndex(of: ")") ?? status.startIndex)...].split(separator: " ")
            if fields.count > 2, fields[2] == parent { found.append(name) }
        }
        return found
    }

    private static func cpuMicroseconds(of process: String) -> Int {
        let text = (try? SystemFile.text("/proc/\(process)/schedstat")) ?? ""
        return (text.split(separator: " ").first.flatMap { Int($0) } ?? 0) / 1000
    }
}
