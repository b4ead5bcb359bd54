import Glibc
import SystemPackage

/// What `/proc` says of processes.
enum ProcessFiles {
    /// The children of a process, whichever thread started them, and theirs.
    static func descendants(of process: pid_t) -> [pid_t] {
        guard let tasks = opendir("/proc/\(process)/task") else { return [] }
        defer { closedir(tasks) }
        var children: [pid_t] = []
        while let entry = readdir(tasks) {
            let task = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            children += ((try? contents("/proc/\(process)/task/\(task)/children")) ?? "").split(separator: " ").compactMap { pid_t($0) }
        }
        return children.flatMap { [$0] + descendants(of: $0) }
    }

    /// CPU time that living descendants of this process have used, in microseconds; finer than `stat`, which would round most of them to none.
    static func cpuMicrosecondsOfDescendants() -> Int {
        descendants(of: getpid()).reduce(0) { sum, process in
            sum + (((try? contents("/proc/\(process)/schedstat")) ?? "").split(separator: " ").first.flatMap { Int($0) } ?? 0) / 1000
        }
    }

    /// All of a file of /proc, which has no size to ask for.
    static func contents(_ path: String) throws -> String {
        let file = try FileDescriptor.open(path, .readOnly)
        return try file.closeAfter {
            var all: [UInt8] = []
            while true {
                let part = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                    count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
                if part.isEmpty { return String(decoding: all, as: UTF8.self) }
                all += part
            }
        }
    }
}
