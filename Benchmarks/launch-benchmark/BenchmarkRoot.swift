import Glibc
import Sandbox
import SystemPackage

/// The root file system that every contender launches from.
struct BenchmarkRoot {
    let path: FilePath
    private var isTemporary = false

    init(path: FilePath) {
        self.path = path
    }

    /// A tree of static busybox alone, so that the command costs as little as a process can.
    static func makeBusybox() throws -> BenchmarkRoot {
        let busybox = try (["/bin/busybox", "/usr/bin/busybox"] as [FilePath]).first { access($0.string, X_OK) == 0 }
            .unwrapped("install busybox-static, or give --rootfs")
        var template = Array("/var/tmp/launch-benchmark-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        var root = BenchmarkRoot(path: FilePath(String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)))
        root.isTemporary = true
        chmod(root.path.string, 0o755)
        for directory in ["bin", "dev", "proc", "tmp"] {
            mkdir(root.path.appending(directory).string, 0o755)
        }
        try copy(busybox, to: root.path.appending("bin/true"))
        for name in ["", "bin", "bin/true", "dev", "proc", "tmp"] {
            chown(root.path.appending(name).string, SandboxIdentity.user, SandboxIdentity.group)
        }
        return root
    }

    func remove() {
        guard isTemporary else { return }
        unlink(path.appending("bin/true").string)
        for directory in ["bin", "dev", "proc", "tmp", ""] {
            rmdir(path.appending(directory).string)
        }
    }

    private static func copy(_ source: FilePath, to target: FilePath) throws {
        let from = try FileDescriptor.open(source, .readOnly)
        try from.closeAfter {
            let to = try FileDescriptor.open(
                target, .writeOnly, options: [.create, .exclusiveCreate], permissions: [.ownerReadWriteExecute, .groupReadExecute, .otherReadExecute])
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

extension Optional {
    fileprivate func unwrapped(_ mend: String) throws -> Wrapped {
        guard let self else { throw BenchmarkError(description: mend) }
        return self
    }
}
