import Glibc
import Sandbox
import Subprocess
import SystemPackage

/// A directory of the benchmark's own: the root file system that every contender launches from, the programs it takes, and a place for
/// what the contenders keep. All of it can be read by the user that this process runs as, wherever the build lies.
struct Workshop: Sendable {
    let path: FilePath

    /// The root file system.
    var root: FilePath { path.appending("root") }
    /// What is launched, as a path in that root; see `launch-command`.
    var command: String { "/bin/true" }

    private static let programs = ["launch-benchmark", "launch-probe", "launch-command", "sandbox-init"]

    var isForRoot: Bool { geteuid() == 0 }

    /// Lends one that belongs to a user.
    static func with(user: uid_t, _ body: (Workshop) async throws -> Double?) async throws -> Double? {
        let workshop = try make(user: user)
        do {
            let result = try await body(workshop)
            await workshop.remove()
            return result
        } catch {
            await workshop.remove()
            throw error
        }
    }

    /// Its root holds nothing but one command, so that the launch is what is measured.
    private static func make(user: uid_t) throws -> Workshop {
        var template = Array("/var/tmp/launch-benchmark-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        let path = FilePath(String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
        let workshop = Workshop(path: path)
        for directory in ["", "bin", "state", "root", "root/bin", "root/dev", "root/proc", "root/tmp"] {
            mkdir(path.pushing(FilePath(directory)).string, 0o755)
        }
        for program in programs {
            try copy(program, to: path.appending("bin").appending(program))
        }
        try copy("launch-command", to: path.appending("root/bin/true"))
        let sandboxUser = user == 0 ? SandboxIdentity.user : user
        for name in ["root", "root/bin", "root/bin/true", "root/dev", "root/proc", "root/tmp"] {
            chown(path.pushing(FilePath(name)).string, sandboxUser, sandboxUser)
        }
        for name in ["", "state"] {
            chown(path.pushing(FilePath(name)).string, user, user)
            chmod(path.pushing(FilePath(name)).string, 0o755)
        }
        try ContainerBundle.write(in: workshop, user: sandboxUser)
        return workshop
    }

    /// One of the programs.
    func program(_ name: String) -> FilePath {
        path.appending("bin").appending(name)
    }

    /// Leaves a run's ratio for the process that started it.
    func keep(ratio: Double?) throws {
        guard let ratio else { return }
        let file = try FileDescriptor.open(
            ratioFile, .writeOnly, options: [.create, .truncate], permissions: [.ownerReadWrite, .groupRead, .otherRead])
        try file.closeAfter { _ = try file.writeAll("\(ratio)".utf8) }
    }

    var keptRatio: Double? { (try? SystemFile.text(ratioFile.string)).flatMap { Double($0) } }

    private var ratioFile: FilePath { path.appending("state/ratio") }

    private func remove() async {
        _ = try? await Subprocess.run(.name("rm"), arguments: ["-rf", path.string], output: .discarded)
    }

    private static func copy(_ name: String, to target: FilePath) throws {
        let from = try FileDescriptor.open(FilePath("/proc/self/exe").resolved().removingLastComponent().appending(name), .readOnly)
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

extension FilePath {
    /// What a symbolic link leads to.
    fileprivate func resolved() throws -> FilePath {
        guard let resolved = realpath(string, nil) else { throw Errno(rawValue: errno) }
        defer { free(resolved) }
        return FilePath(platformString: resolved)
    }
}
