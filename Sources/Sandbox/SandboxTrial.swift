import Glibc
import SystemPackage

/// One sandbox on an empty tree, to see whether this host gives what it takes.
enum SandboxTrial {
    /// - Returns: why the backend starts no sandbox here, or `nil` when it does.
    static func failure(of backend: SandboxBackend, helper: FilePath) async -> SandboxError? {
        do {
            let root = try makeEmptyRoot()
            defer { rmdir(root.string) }
            let enforcement = LimitEnforcement(cgroups: .unused, concede: { _ in })
            let slot = try await SandboxSlot(rootFileSystem: root, backend: backend, helper: helper, enforcement: enforcement)
            let result = try await slot.closeAfter { slot in
                try await slot.withSandbox(limits: Limits()) { try await $0.run(Command(arguments: ["/absent"])) }
            }
            guard result.termination == .notStarted(stage: "execve", errno: Int(ENOENT)) else {
                return SandboxError(stage: "trial-command", subject: result.termination.name)
            }
            return nil
        } catch {
            return error as? SandboxError ?? SandboxError(stage: "trial", subject: "\(error)")
        }
    }

    /// An empty directory that the sandbox's user owns.
    private static func makeEmptyRoot() throws(SandboxError) -> FilePath {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/witnessbox-trial-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw SandboxError(
                stage: "temporary-directory", subject: parent, errorNumber: errno, mend: "set TMPDIR to a directory that can be written")
        }
        let root = FilePath(String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
        chown(root.string, SandboxIdentity.user, SandboxIdentity.group)
        return root
    }
}
