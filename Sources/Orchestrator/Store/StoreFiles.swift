import Glibc
import SystemPackage

/// The files that SQLite opens for a run's database.
enum StoreFiles {
    /// Sees that each of them is a regular file of the run directory or not there.
    ///
    /// SQLite itself would wait for a fifo's other end, and follow a link to wherever it leads.
    /// - Throws: ``OrchestratorError`` with stage `corrupt-store` that names the file.
    static func requireRegular(beside database: FilePath) throws {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let path = database.string + suffix
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { continue }
            throw OrchestratorError(
                kind: .usage,
                stage: "corrupt-store",
                subject: path,
                cause: "it is not a regular file",
                mend: "put the run's own file there, or give another directory"
            )
        }
    }
}
