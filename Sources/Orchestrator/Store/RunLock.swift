import Foundation
import SystemPackage

/// The right to write to a run directory, held by one process at a time and given back by the kernel when that process ends, however it ends.
final class RunLock: Sendable {
    private let descriptor: FileDescriptor

    /// Takes the lock without waiting.
    /// - Throws: ``OrchestratorError`` with stage `locked` when another process holds it, `output` when the directory is not writable.
    init(directory: FilePath) throws {
        let path = directory.appending("run.lock")
        do {
            // Closed on exec, so that no sandbox helper keeps the lock after this process has died.
            descriptor = try .open(path, .writeOnly, options: [.create, .closeOnExec], permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch let error as Errno {
            throw OrchestratorError(
                kind: .usage,
                stage: "output",
                subject: path.string,
                cause: error.description,
                mend: "give a directory that you can write to with --output"
            )
        }
        guard flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            let error = Errno(rawValue: errno)
            try? descriptor.close()
            throw OrchestratorError(
                kind: .infrastructure,
                stage: "locked",
                subject: directory.string,
                cause: error == .wouldBlock ? "another process is writing to it" : error.description,
                mend: "wait until that run has ended, or stop it"
            )
        }
    }

    deinit {
        // A process that is being started has the descriptor too until it becomes another program, so that closing alone would not free the lock.
        flock(descriptor.rawValue, LOCK_UN)
        try? descriptor.close()
    }
}
