import Glibc
import SystemPackage

/// The kernel's own threads, which do part of a sandbox's making and most of its undoing.
enum KernelThreads {
    /// CPU time that those alive have used since the machine started, in microseconds. Others' work counts too: it means something on an idle machine alone.
    static func cpuMicroseconds() -> Int {
        processes.reduce(0) { $0 + cpuMicroseconds(of: $1) }
    }

    /// The parent of every one of them.
    private static let parent = "2"

    private static var processes: [String] {
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
