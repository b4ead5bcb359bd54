import Archive
import Sandbox
import SystemPackage

/// Carries out the ``WarmPlan`` of an unpacked tree.
struct ImageWarmer: Sendable {
    let rootFileSystem: FilePath
    let environment: [String: String]
    let progress: @Sendable (ImportProgress) -> Void

    /// 2100-01-01T00:00:00Z.
    private static let future = 4_102_444_800
    private static let maximumKeptBytes = 256 << 20

    /// - Throws: ``ImageError`` when the plan is bad, ``Archive/ArchiveError`` when the tree cannot be changed. A command that fails is a warning only.
    func warm() async throws {
        guard let plan = try WarmPlan.read(from: RootedTree(at: rootFileSystem)) else { return }
        let commands = plan.commands ?? []
        try setFutureTimes(plan.futureTimes ?? [])
        for command in commands {
            progress(.warming(command: command.name))
            do {
                try await run(command)
            } catch let error as SandboxError {
                progress(.warning("'\(command.name)' was not run: \(error)"))
            }
        }
    }

    private func setFutureTimes(_ directories: [String]) throws {
        let tree = try RootedTree(at: rootFileSystem)
        for directory in try directories.map(WarmPlan.path) where try tree.hasDirectory(directory) {
            try tree.walk(directory) { node in
                if node.kind == .file { try tree.setModificationTime(Self.future, of: node.path) }
            }
        }
    }

    private func run(_ command: WarmPlan.Command) async throws {
        let shell = Command(
            arguments: ["/bin/sh", "-c", command.script], environment: ["HOME": "/root"].merging(environment) { $1 }, workingDirectory: "/")
        let kept = try await SandboxSlot(rootFileSystem: rootFileSystem).closeAfter { slot in
            try await slot.withSandbox(limits: Limits()) { sandbox in
                let result = try await sandbox.run(shell)
                guard result.termination == .exited(0) else {
                    progress(.warning("'\(command.name)' failed: \(result.termination), \(result.standardError.text.suffix(400))"))
                    return [String: [UInt8]]()
                }
                var kept: [String: [UInt8]] = [:]
                for path in command.keep {
                    guard let content = try await sandbox.read(path, maximumBytes: Self.maximumKeptBytes) else {
                        progress(.warning("'\(command.name)' did not make '\(path)'"))
                        continue
                    }
                    kept[path] = content
                }
                return kept
            }
        }
        try keep(kept)
    }

    private func keep(_ files: [String: [UInt8]]) throws {
        let tree = try RootedTree(at: rootFileSystem)
        for (path, content) in files.sorted(by: { $0.key < $1.key }) {
            try tree.write(content, to: WarmPlan.path(path), owner: ImageOwner.current)
        }
    }
}
