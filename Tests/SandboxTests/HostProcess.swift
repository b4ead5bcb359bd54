import CTestSupport
import Glibc
import Sandbox
import SystemPackage
import Testing

/// An orchestrator process of the tests' own, with its output on a pipe or a terminal.
final class HostProcess {
    let process: pid_t
    private let output: Int32
    private var rest: [UInt8] = []

    /// - Parameter cgroup: the directory of the cgroup in which it is to be, of a hierarchy of version 1.
    init(scripts: [String], onTerminal: Bool = false, cgroup: String? = nil) throws {
        let host = [Products.path(of: "sandbox-host").string, SandboxBackend.tested.rawValue, TestRoot.path.string] + scripts
        let arguments = cgroup.map { ["/bin/sh", "-c", "echo $$ > $0/cgroup.procs && exec \"$@\"", $0] + host } ?? host
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        var output: Int32 = -1
        process = onTerminal ? test_spawn_on_terminal(&pointers, &output) : test_spawn(&pointers, &output)
        self.output = output
        try #require(process > 0)
    }

    /// The orchestrator and its descendants, parents first: orchestrator, zygote, pid 1, command. The keeper of cgroups is left out.
    var family: [pid_t] { [process] + ProcessTree.descendants(of: process).filter { !ProcessTree.isKeeper($0) } }

    /// The process that keeps the slot's cgroups, where it has any.
    var keeper: pid_t? { ProcessTree.descendants(of: process).first(where: ProcessTree.isKeeper) }

    /// The next line of output without its end; it waits for one.
    func readLine() throws -> String {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                defer { rest.removeSubrange(...end) }
                return String(decoding: rest[..<end].filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
            }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = read(output, &buffer, buffer.count)
            try #require(count > 0, "the orchestrator ended: \(String(decoding: rest, as: UTF8.self))")
            rest += buffer.prefix(count)
        }
    }

    /// Waits until it has stopped: it says so just before, and to continue it before that would be in vain.
    func awaitStop() {
        waitpid(process, nil, WUNTRACED)
    }

    func write(_ text: String) {
        _ = Glibc.write(output, text, text.utf8.count)
    }

    /// Ends it and collects it.
    func end() {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        close(output)
    }
}

/// A hold on a process that outlives it.
final class ProcessHandle {
    private let descriptor: Int32

    init?(_ process: pid_t) {
        descriptor = test_open_process(process)
        if descriptor < 0 { return nil }
    }

    deinit {
        close(descriptor)
    }

    func endsWithin(seconds: Int32) -> Bool {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&wanted, 1, seconds * 1000) == 1
    }
}

/// The host's view of processes.
enum ProcessTree {
    static func descendants(of process: pid_t) -> [pid_t] {
        children(of: process).flatMap { [$0] + descendants(of: $0) }
    }

    static func isKeeper(_ process: pid_t) -> Bool { name(of: process) == "sandbox-keeper" }

    static func isGuest(_ process: pid_t) -> Bool { name(of: process) == "guest" }

    private static func name(of process: pid_t) -> String? {
        (try? contents("/proc/\(process)/comm")).map { String(decoding: $0.dropLast(), as: UTF8.self) }
    }

    /// What the open descriptors of a process lead to; empty when the test's user may not look.
    static func descriptors(of process: pid_t) -> [String] {
        guard let stream = opendir("/proc/\(process)/fd") else { return [] }
        defer { closedir(stream) }
        var targets: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            var target = [CChar](repeating: 0, count: Int(PATH_MAX))
            let length = readlink("/proc/\(process)/fd/\(name)", &target, target.count)
            let text = String(decoding: target.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
            if !text.isEmpty && !accounts.contains(where: text.hasSuffix) { targets.append(text) }
        }
        return targets
    }

    /// What a zygote or a pid 1 holds for good to keep limits by.
    private static let accounts = [
        "/memory.events", "/memory.oom_control", "/memory.failcnt", "/memory.stat", "/pids.events", "/cpu.stat", "/cpuacct.usage",
        "/oom_score_adj",
    ]

    private static func children(of process: pid_t) -> [pid_t] {
        guard let tasks = opendir("/proc/\(process)/task") else { return [] }
        defer { closedir(tasks) }
        var found: [pid_t] = []
        while let entry = readdir(tasks) {
            let task = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            let children = (try? contents("/proc/\(process)/task/\(task)/children")) ?? []
            found += String(decoding: children, as: UTF8.self).split(separator: " ").compactMap { pid_t($0) }
        }
        return found.sorted()
    }

    /// All of a file of /proc, which has no size to ask for.
    static func contents(_ path: String) throws -> [UInt8] {
        let file = try FileDescriptor.open(path, .readOnly)
        return try file.closeAfter {
            var all: [UInt8] = []
            while true {
                let part = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                    count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
                if part.isEmpty { return all }
                all += part
            }
        }
    }
}
