import Foundation
import Subprocess
import SystemPackage

/// A program of the host that a build needs.
public struct HostTool: Sendable, Hashable {
    /// Its name on `PATH`.
    public let name: String
    /// The Debian package that brings it.
    public let package: String

    /// The programs for a build; building as an ordinary user needs one more than as root.
    public static func needed(asRoot: Bool) -> [HostTool] {
        let always = [
            HostTool(name: "mmdebstrap", package: "mmdebstrap"),
            HostTool(name: "zstd", package: "zstd"),
            HostTool(name: "python3", package: "python3-pip"),
        ]
        return asRoot ? always : always + [HostTool(name: "newuidmap", package: "uidmap")]
    }

    /// Whether the program is in one of the directories of `path`, which is written as in `PATH`.
    public func isThere(on path: String) -> Bool {
        path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: FilePath(String($0)).appending(name).string) }
    }

    /// - Throws: ``ImageError`` of stage `build-prepare` that names every missing program and the packages to install.
    static func require(_ tools: [HostTool], path: String) throws {
        let missing = tools.filter { !$0.isThere(on: path) }
        guard missing.isEmpty else {
            throw ImageBuildStage.prepare.failure(
                missing.map(\.name).joined(separator: ", "), "not found on PATH",
                mend: "run as root: apt-get install \(missing.map(\.package).joined(separator: " "))")
        }
    }

    /// Runs a program to its end, giving each line it prints to `onLine`.
    ///
    /// When the task is cancelled, the program is asked to end and has 20 seconds to tidy up.
    /// - Parameter environment: the whole environment.
    /// - Throws: ``ImageError`` of `stage` with the last lines that the program printed.
    static func run(
        _ name: String,
        _ arguments: [String],
        environment: [String: String],
        stage: ImageBuildStage,
        mend: String,
        onLine: @Sendable (String) -> Void = { _ in }
    ) async throws {
        let variables = Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(20))]
        do {
            let result = try await Subprocess.run(
                .name(name), arguments: Arguments(arguments), environment: .custom(variables), platformOptions: options,
                input: .none, output: .sequence, error: .combinedWithOutput
            ) { execution in
                var tail: [String] = []
                for try await line in execution.standardOutput.strings(bufferingPolicy: .unbounded) {
                    onLine(line)
                    tail = tail.suffix(19) + [line]
                }
                return tail
            }
            guard result.terminationStatus.isSuccess else {
                throw stage.failure(name, "it ended with \(result.terminationStatus)\n\(result.closureResult.joined(separator: "\n"))\n", mend: mend)
            }
        } catch let error as SubprocessError {
            throw stage.failure(name, "\(error)", mend: mend)
        }
    }
}
