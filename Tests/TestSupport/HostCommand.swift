import Foundation
import Glibc
import SystemPackage

/// A command of the host, run to its end.
public enum HostCommand {
    /// What a run of it gave.
    public struct Outcome: Sendable {
        /// The exit code, or 128 and the number of the signal that ended it.
        public var exitCode: Int32
        /// Standard output.
        public var output: String
        /// Standard error.
        public var errors: String
    }

    /// Runs it on a thread of its own: what takes minutes must not hold one of the few that all tests share.
    /// - Throws: as ``run(_:environment:)``.
    public static func runAside(_ command: [String], environment: [String: String] = [:]) async throws -> Outcome {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try run(command, environment: environment) }) }
        }
    }

    /// Runs it with no input, and with variables on top of this process's own. Blocks the calling thread.
    ///
    /// It waits for the process itself: Foundation's waits for the end of a socket, which anything that is being started meanwhile may inherit.
    /// - Parameter command: the program, looked up on `PATH` when it holds no slash, and its arguments.
    /// - Throws: `Errno` when there is no such program.
    public static func run(_ command: [String], environment: [String: String] = [:]) throws -> Outcome {
        let directory = try TemporaryDirectory()
        let outputs = ["output", "errors"].map { directory.path.appending($0).string }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        for (stream, file) in zip([STDOUT_FILENO, STDERR_FILENO], outputs) {
            posix_spawn_file_actions_addopen(&actions, stream, file, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        }
        // Threads that run tests have signals blocked, which a command would inherit.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var arguments = command.map { strdup($0) } + [nil]
        var variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var process = pid_t()
        let error = posix_spawnp(&process, command[0], &actions, &attributes, &arguments, &variables)
        guard error == 0 else { throw Errno(rawValue: error) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let texts = try outputs.map { String(decoding: try Data(contentsOf: URL(filePath: $0)), as: UTF8.self) }
        let signal = status & 0x7f
        return Outcome(exitCode: signal == 0 ? status >> 8 & 0xff : 128 + signal, output: texts[0], errors: texts[1])
    }
}
