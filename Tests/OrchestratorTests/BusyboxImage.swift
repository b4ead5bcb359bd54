import Foundation
import Images
import Sandbox
import SystemPackage
import TestSupport

@testable import Orchestrator

/// A small real image: the host's static busybox and its applets.
final class BusyboxImage: Sendable {
    private let directory: TemporaryDirectory
    let image: Image

    init() throws {
        directory = try TemporaryDirectory()
        let root = directory.path
        for name in ["bin", "dev", "etc", "proc", "root", "sys", "tmp"] {
            try FileManager.default.createDirectory(atPath: root.appending(name).string, withIntermediateDirectories: false)
        }
        let bin = root.appending("bin")
        try FileManager.default.copyItem(atPath: "/bin/busybox", toPath: bin.appending("busybox").string)
        for applet in ["cat", "echo", "env", "false", "ls", "mkdir", "mkfifo", "pwd", "sh", "sleep", "true"] {
            try FileManager.default.createSymbolicLink(atPath: bin.appending(applet).string, withDestinationPath: "busybox")
        }
        let owner = [FileAttributeKey.ownerAccountID: SandboxIdentity.user, .groupOwnerAccountID: SandboxIdentity.group]
        for path in [root.string] + (try FileManager.default.subpathsOfDirectory(atPath: root.string).map { root.appending($0).string }) {
            guard try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType != .typeSymbolicLink else { continue }
            try FileManager.default.setAttributes(owner, ofItemAtPath: path)
        }
        image = Image(
            digest: "sha256:busybox",
            references: [],
            rootFileSystem: root,
            environment: ["PATH": "/bin", "WHO": "image", "LEVEL": "image"],
            unpackedBytes: 0
        )
    }

    /// Runs `body` with a runner on this image.
    func withRunner<Result>(_ body: (JobRunner) async throws -> Result) async throws -> Result {
        let runner = try await JobRunner(image: image)
        do {
            let result = try await body(runner)
            await runner.close()
            return result
        } catch {
            await runner.close()
            throw error
        }
    }

    /// A job whose steps are shell scripts.
    func job(_ scripts: KeyValuePairs<String, String>, files: [JobFile] = [], outputs: [String] = []) -> Job {
        job(scripts.map { Step(name: $0.key, arguments: ["sh", "-euc", $0.value]) }, files: files, outputs: outputs)
    }

    func job(_ steps: [Step], files: [JobFile] = [], outputs: [String] = []) -> Job {
        Job(
            imageDigest: image.digest,
            files: files,
            environment: ["WHO": "job"],
            workingDirectory: "/task",
            limits: Limits(wallMilliseconds: 60_000),
            steps: steps,
            outputs: outputs
        )
    }
}
