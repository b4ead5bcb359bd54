import Archive
import SystemPackage

/// The files of a run directory, which may have been made by someone else: none is reached through a symbolic link, and only regular files are opened, so
/// that nothing outside is read and no fifo is waited for.
struct RunFiles {
    private let directory: FilePath
    private let tree: RootedTree

    /// - Throws: ``DatasetError`` of stage `read` when there is no such directory.
    init(_ directory: FilePath) throws {
        self.directory = directory
        tree = try Self.attempt(directory) { try RootedTree(at: directory) }
    }

    /// Whether there is a file of this name.
    /// - Throws: ``DatasetError`` of stage `read` when something else is there.
    func has(_ name: String) throws -> Bool {
        try Self.attempt(directory.appending(name)) {
            guard try tree.node(at: EntryPath(entryName: name.utf8)) != nil else { return false }
            try tree.openFile(EntryPath(entryName: name.utf8)).close()
            return true
        }
    }

    /// Opens a file for reading; the caller closes it.
    /// - Throws: ``DatasetError`` of stage `read`.
    func open(_ name: String) throws -> FileDescriptor {
        try Self.attempt(directory.appending(name)) { try tree.openFile(EntryPath(entryName: name.utf8)) }
    }

    /// The content of a file, or `nil` when there is none.
    /// - Throws: ``DatasetError`` of stage `read`, also when it is larger than `maximumBytes`.
    func content(of name: String, maximumBytes: Int) throws -> [UInt8]? {
        try Self.attempt(directory.appending(name)) { try tree.content(of: EntryPath(entryName: name.utf8), maximumBytes: maximumBytes) }
    }

    private static func attempt<Result>(_ path: FilePath, _ body: () throws -> Result) throws -> Result {
        do {
            return try DatasetError.attempt("read", path, body)
        } catch let error as ArchiveError {
            throw DatasetError(stage: "read", subject: path.string, cause: error.cause, mend: "put the run's own file there")
        }
    }
}
