import Glibc
import SystemPackage

/// A cgroup of the tests' own in a hierarchy of version 1, which takes root.
final class VersionOneCgroup {
    let path: String

    /// Whether there is a hierarchy of that controller in which this process may make cgroups.
    static func canBeMade(of controller: String) -> Bool {
        geteuid() == 0 && access("/sys/fs/cgroup/\(controller)/tasks", W_OK) == 0
    }

    init(controller: String) throws {
        path = "/sys/fs/cgroup/\(controller)/sandbox-tests-\(getpid())-\(UInt32.random(in: 0...(.max)))"
        guard mkdir(path, 0o755) == 0 else { throw Errno(rawValue: errno) }
    }

    deinit {
        rmdir(path)
    }

    func set(_ name: String, to value: String) throws {
        let file = try FileDescriptor.open("\(path)/\(name)", .writeOnly)
        try file.closeAfter { _ = try file.writeAll(value.utf8) }
    }

    func value(of name: String) throws -> String {
        String(decoding: try ProcessTree.contents("\(path)/\(name)"), as: UTF8.self).filter { $0 != "\n" }
    }
}
