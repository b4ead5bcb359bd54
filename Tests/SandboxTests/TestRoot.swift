import Foundation
import Sandbox
import SystemPackage
import Testing

/// A root file system of static busybox and the tests' own guest program, made once for all tests and removed at the end.
enum TestRoot {
    static let path: FilePath = {
        do {
            return try make()
        } catch {
            fatalError("cannot make a root file system for the tests: \(error)")
        }
    }()

    private static let busybox: [FilePath] = ["/bin/busybox", "/usr/bin/busybox"]
    private static let applets = [
        "sh", "cat", "ls", "dd", "sleep", "env", "id", "echo", "true", "false", "mkdir", "mkfifo", "ln", "hostname", "ps", "kill", "setsid", "seq",
        "cp", "rm", "nc", "ip", "ping", "pwd", "stat", "touch", "wc", "tty", "yes", "chmod", "umask", "printf", "grep",
    ]

    private static func make() throws -> FilePath {
        var template = Array("/var/tmp/sandbox-tests-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        let root = FilePath(String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
        chmod(root.string, 0o755)
        cleanUp = root.string
        atexit { try? FileManager.default.removeItem(atPath: TestRoot.cleanUp) }
        for directory in ["bin", "dev", "etc", "proc", "root", "tmp"] {
            mkdir(root.appending(directory).string, 0o755)
        }
        guard let source = busybox.first(where: { access($0.string, X_OK) == 0 }) else {
            throw SandboxError(stage: "test-root", subject: "busybox", errorNumber: ENOENT, mend: "install busybox-static")
        }
        try copy(source, to: root.appending("bin/busybox"))
        try copy(Products.path(of: "sandbox-guest"), to: root.appending("bin/guest"))
        for applet in applets {
            symlink("busybox", root.appending("bin/\(applet)").string)
        }
        try Data("root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1::/:/bin/false\n".utf8).write(to: URL(filePath: "\(root)/etc/passwd"))
        try Data("root:x:0:\nwheel:x:10:root\n".utf8).write(to: URL(filePath: "\(root)/etc/group"))
        for name in ["", "bin", "bin/busybox", "bin/guest", "dev", "etc", "etc/group", "etc/passwd", "proc", "root", "tmp"] {
            chown(root.appending(name).string, SandboxIdentity.user, SandboxIdentity.group)
        }
        if geteuid() == 0 { try addFilesOfAnother(to: root) }
        return root
    }

    /// Files that the sandbox's user does not own: one that runs as root where that has an effect, one to read, one to remove.
    private static func addFilesOfAnother(to root: FilePath) throws {
        try copy(Products.path(of: "sandbox-guest"), to: root.appending("bin/setuid-guest"))
        chmod(root.appending("bin/setuid-guest").string, 0o6755)
        mkdir(root.appending("etc/foreign.d").string, 0o755)
        for name in ["etc/foreign", "etc/foreign.d/kept"] {
            try Data("of another\n".utf8).write(to: URL(filePath: "\(root)/\(name)"))
        }
    }

    nonisolated(unsafe) private static var cleanUp = ""

    private static func copy(_ source: FilePath, to target: FilePath) throws {
        let from = try FileDescriptor.open(source, .readOnly)
        try from.closeAfter {
            let to = try FileDescriptor.open(target, .writeOnly, options: [.create, .exclusiveCreate], permissions: FilePermissions(rawValue: 0o755))
            try to.closeAfter {
                let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
                defer { buffer.deallocate() }
                while case let count = try from.read(into: buffer), count > 0 {
                    try to.writeAll(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                }
            }
        }
    }
}

/// The executables that were built with the tests.
enum Products {
    static func path(of name: String) -> FilePath {
        executable.removingLastComponent().appending(name)
    }

    /// The bundle of the tests themselves.
    static var executable: FilePath {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = max(0, readlink("/proc/self/exe", &buffer, buffer.count))
        return FilePath(String(decoding: buffer.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self))
    }
}
