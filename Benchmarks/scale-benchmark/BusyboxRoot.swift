import Glibc
import Sandbox
import SystemPackage

/// A root file system of static busybox alone.
struct BusyboxRoot {
    let path: FilePath

    private static let busybox: [FilePath] = ["/bin/busybox", "/usr/bin/busybox"]
    private static let directories = ["bin", "dev", "proc", "tmp"]
    private static let applets = ["true", "sleep"]

    init() throws {
        guard let busybox = Self.busybox.first(where: { access($0.string, X_OK) == 0 }) else {
            throw BenchmarkError(description: "install busybox-static")
        }
        var template = Array("/var/tmp/scale-benchmark-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        path = FilePath(String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
        chmod(path.string, 0o755)
        for directory in Self.directories { mkdir(path.appending(directory).string, 0o755) }
        try copy(busybox, to: path.appending("bin/busybox"))
        for applet in Self.applets { symlink("busybox", path.appending("bin/\(applet)").string) }
        for name in ["", "bin/busybox"] + Self.directories {
            chown(path.pushing(FilePath(name)).string, SandboxIdentity.user, SandboxIdentity.group)
        }
    }

    func remove() {
        for file in ["busybox"] + Self.applets { unlink(path.appending("bin/\(file)").string) }
        for directory in Self.directories + [""] { rmdir(path.pushing(FilePath(directory)).string) }
    }

    private func copy(_ source: FilePath, to target: FilePath) throws {
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
