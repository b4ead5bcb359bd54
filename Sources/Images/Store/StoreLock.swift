import Glibc
import SystemPackage

/// An advisory lock (`flock`) held until the value goes, also across processes; the kernel frees it when the process dies.
final class StoreLock: Sendable {
    enum Mode {
        case shared
        case exclusive
    }

    private let path: FilePath
    private let descriptor: FileDescriptor

    private init(path: FilePath, descriptor: FileDescriptor) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        // A process that is being started has the descriptor too until it becomes another program, so that closing alone would not free the lock.
        flock(descriptor.rawValue, LOCK_UN)
        try? descriptor.close()
    }

    /// Takes the lock, waiting for whoever holds it. Blocks the calling thread.
    static func acquire(_ path: FilePath, _ mode: Mode) throws -> StoreLock {
        while true {
            if let lock = try take(path, mode, waiting: true) { return lock }
        }
    }

    /// Takes the lock, or returns `nil` at once when it is held.
    static func tryAcquire(_ path: FilePath, _ mode: Mode) throws -> StoreLock? {
        try take(path, mode, waiting: false)
    }

    /// Removes the lock's file; only for a holder of the exclusive lock.
    func removeFile() {
        unlink(path.string)
    }

    /// - Returns: `nil` when the lock is held, or when its file was removed between opening and locking.
    private static func take(_ path: FilePath, _ mode: Mode, waiting: Bool) throws -> StoreLock? {
        do {
            let descriptor = try FileDescriptor.open(path, .readWrite, options: [.create, .closeOnExec], permissions: .ownerReadWrite)
            let lock = StoreLock(path: path, descriptor: descriptor)
            let operation = (mode == .shared ? LOCK_SH : LOCK_EX) | (waiting ? 0 : LOCK_NB)
            while flock(descriptor.rawValue, operation) != 0 {
                if errno == EWOULDBLOCK { return nil }
                guard errno == EINTR else { throw Errno(rawValue: errno) }
            }
            var held = stat()
            var named = stat()
            let isCurrent = fstat(descriptor.rawValue, &held) == 0 && stat(path.string, &named) == 0 && held.st_ino == named.st_ino
            return isCurrent ? lock : nil
        } catch let error as Errno {
            throw ImageError(store: path, error)
        }
    }
}
