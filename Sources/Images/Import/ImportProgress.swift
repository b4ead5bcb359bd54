/// How far an import is.
public enum ImportProgress: Sendable, Hashable {
    /// Reading the archive for its digest: bytes read, of all.
    case hashing(done: Int, total: Int)
    /// Another process is importing the same archive; its work will be used.
    case waiting
    /// Unpacking: bytes of the archive consumed, of all.
    case unpacking(done: Int, total: Int)
    /// Running a command of the image once, so that later runs are faster.
    case warming(command: String)
    /// Recording what was unpacked and making it durable.
    case finishing
    /// Something that does not stop the import.
    case warning(String)
}
