import GRDB
import SystemPackage

extension RunStore {
    /// Runs `body` and turns what SQLite and the decoders report into one clear error.
    static func withStoreErrors<Result>(_ directory: FilePath, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_TOOBIG, .SQLITE_MISMATCH: throw corruptError(directory, cause: error.description)
            case .SQLITE_FULL, .SQLITE_IOERR: throw writeError(directory, cause: error.description)
            default:
                throw OrchestratorError(
                    kind: .infrastructure,
                    stage: "store",
                    subject: directory.string,
                    cause: error.description,
                    mend: "see that the directory is yours"
                )
            }
        } catch let error as DecodingError {
            throw corruptError(directory, cause: "\(error)")
        } catch let damage as StoreDamage {
            throw corruptError(directory, cause: damage.cause)
        }
    }

    static func writeError(_ directory: FilePath, cause: String) -> OrchestratorError {
        OrchestratorError(
            kind: .infrastructure,
            stage: "store-write",
            subject: directory.string,
            cause: cause,
            mend: "make room on the disk and run the same command again"
        )
    }

    static func noRunError(_ directory: FilePath) -> OrchestratorError {
        OrchestratorError(
            kind: .usage,
            stage: "no-run",
            subject: directory.string,
            cause: "there is no run in this directory",
            mend: "give the --output directory of a 'witnessbox generate'"
        )
    }

    private static func corruptError(_ directory: FilePath, cause: String) -> OrchestratorError {
        OrchestratorError(
            kind: .usage,
            stage: "corrupt-store",
            subject: directory.appending("run.sqlite").string,
            cause: cause,
            mend: "restore the file from a copy, or generate into another --output"
        )
    }
}
