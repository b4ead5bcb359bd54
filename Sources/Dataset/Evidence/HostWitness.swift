import Foundation
import Subprocess
import SystemPackage

/// A witness binary of the host, run in a temporary directory of its own.
public struct HostWitness: WitnessVerifier {
    private static let keptMessageBytes = 1 << 16

    private let executable: FilePath

    /// A verifier that runs this binary.
    /// - Throws: ``DatasetError`` when there is no executable file at the path.
    public init(executable: FilePath) throws {
        guard FileManager.default.isExecutableFile(atPath: executable.string) else {
            throw DatasetError(
                stage: "witness",
                subject: executable.string,
                cause: "there is no executable file",
                mend: "give the path of a witness binary, or leave --witness out to use the image's"
            )
        }
        self.executable = FilePath(FileManager.default.currentDirectoryPath).pushing(executable)
    }

    /// Writes the files into a temporary directory, runs each check there and removes it.
    public func firstFailure(of verification: Verification) async throws -> VerificationFailure? {
        let directory = FileManager.default.temporaryDirectory.appending(path: "witnessbox-verify-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        for file in verification.files {
            let url = directory.appending(path: file.path)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.content).write(to: url)
        }
        for check in verification.checks {
            let result = try await run(
                .path(executable),
                arguments: Arguments(["verify"] + check.arguments),
                environment: .custom(["PATH": "/usr/bin:/bin", "HOME": directory.path]),
                workingDirectory: FilePath(directory.path),
                output: .discarded,
                error: .bytes(limit: Self.keptMessageBytes)
            )
            let isAccepted = result.terminationStatus.isSuccess
            if isAccepted != check.mustAccept {
                let lastLine = String(decoding: result.standardError, as: UTF8.self).split(separator: "\n").last.map(String.init)
                return VerificationFailure(
                    id: verification.id,
                    check: check.name,
                    message: isAccepted ? "witness verify accepted it" : lastLine ?? "witness verify \(result.terminationStatus)"
                )
            }
        }
        return nil
    }

    /// Nothing is held.
    public func close() async {}
}
