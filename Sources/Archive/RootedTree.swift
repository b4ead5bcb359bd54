import CArchive
import Glibc
import SystemPackage

/// A directory tree that is reached only from the descriptor of its root, one component at a time and never through a symbolic link.
///
/// So nothing outside can be read or written through it, whatever links the tree holds and whoever changes it meanwhile. Not thread-safe. Descriptors of
/// the directory used last and of its parents stay open, because work on a tree comes in runs of neighbours.
public final class RootedTree {
    /// Told of each parent that had to be made: its path and its descriptor. It must not use the tree.
    typealias ParentMaker = (EntryPath, CInt) throws -> Void

    private let root: CInt
    private var trail: [(name: FileName, descriptor: CInt)] = []

    /// Opens the tree whose root is the directory at `path`.
    /// - Throws: ``ArchiveError`` of stage `open`.
    public init(at path: FilePath) throws {
        do {
            root = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .directory]).rawValue
        } catch let error as Errno {
            throw ArchiveError(stage: "open", entry: path.string, failure: error)
        }
    }

    deinit {
        for step in trail { close(step.descriptor) }
        close(root)
    }

    /// Calls `body` with the descriptor of the directory that holds `path` and with the last component of `path`.
    /// - Parameters:
    ///   - path: any path but the root's.
    ///   - made: when given, missing parents are made with mode 0755 and `made` is told of each.
    /// - Throws: ``ArchiveError`` of stage `hostile-link` when a parent is not a directory, of stage `write` for other failures.
    func withParent<Result>(
        of path: EntryPath,
        makingMissing made: ParentMaker? = nil,
        _ body: (_ directory: CInt, _ name: UnsafePointer<CChar>) throws -> Result
    ) throws -> Result {
        guard let name = path.name else {
            throw ArchiveError(stage: "hostile-name", entry: ".", cause: "the root of the tree can only be a directory")
        }
        let directory = try descriptor(ofDirectory: path.parent, makingMissing: made)
        return try name.withCString { try body(directory, $0) }
    }

    /// The descriptor of a directory; it belongs to this tree and is valid until the next call.
    func descriptor(ofDirectory path: EntryPath, makingMissing made: ParentMaker? = nil) throws -> CInt {
        let common = zip(trail, path.components).prefix { $0.name == $1 }.count
        while trail.count > common { close(trail.removeLast().descriptor) }
        for name in path.components[common...] {
            let entered = try enter(name, from: trail.last?.descriptor ?? root, of: path, makingMissing: made)
            trail.append((name, entered))
        }
        return trail.last?.descriptor ?? root
    }

    private func enter(_ name: FileName, from directory: CInt, of path: EntryPath, makingMissing made: ParentMaker?) throws -> CInt {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let reached = EntryPath(components: path.components.prefix(trail.count + 1))
        var entered = name.withCString { openat(directory, $0, flags) }
        if entered < 0, errno == ENOENT, let made {
            guard name.withCString({ mkdirat(directory, $0, 0o755) }) == 0 else { throw lastFailure("write", reached) }
            entered = name.withCString { openat(directory, $0, flags) }
            if entered >= 0 { try closing(entered, onFailureOf: { try made(reached, entered) }) }
        }
        if entered >= 0 { return entered }
        guard errno == ENOTDIR || errno == ELOOP else { throw lastFailure("write", reached) }
        throw ArchiveError(stage: "hostile-link", entry: path.description, cause: "it leads through '\(reached)', which is not a directory")
    }

    private func closing(_ descriptor: CInt, onFailureOf body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Whether there is a directory at `path`.
    /// - Throws: ``ArchiveError`` of stage `hostile-link` when something else is there or on the way.
    public func hasDirectory(_ path: EntryPath) throws -> Bool {
        do {
            _ = try descriptor(ofDirectory: path)
            return true
        } catch let error as ArchiveError where error.errorNumber == ENOENT {
            return false
        }
    }

    /// What is at `path`, or `nil` when there is nothing or no way to it; a symbolic link is not followed.
    public func node(at path: EntryPath) throws -> TreeNode? {
        do {
            return try status(of: path)
        } catch let error as ArchiveError where error.errorNumber == ENOENT || error.stage == "hostile-link" {
            return nil
        }
    }

    private func status(of path: EntryPath) throws -> TreeNode {
        var status = stat()
        let result =
            path.name == nil
            ? fstat(root, &status)
            : try withParent(of: path) { fstatat($0, $1, &status, AT_SYMLINK_NOFOLLOW) }
        guard result == 0 else { throw lastFailure("read", path) }
        return TreeNode(path: path, status: status)
    }

    /// The names in a directory, sorted by bytes.
    public func names(in directory: EntryPath) throws -> [FileName] {
        let copy = openat(try descriptor(ofDirectory: directory), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else {
            let failure = lastFailure("read", directory)
            if copy >= 0 { close(copy) }
            throw failure
        }
        defer { closedir(stream) }
        var names: [FileName] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { FileName($0.prefix { $0 != 0 }) }
            if let name { names.append(name) }
        }
        return names.sorted()
    }

    /// Calls `body` with every node below `directory`, a directory before what it holds, siblings in order of their names' bytes.
    public func walk(_ directory: EntryPath = EntryPath(), _ body: (TreeNode) throws -> Void) throws {
        for name in try names(in: directory) {
            let node = try status(of: directory.appending(name))
            try body(node)
            if node.kind == .directory { try walk(node.path, body) }
        }
    }

    /// Removes what is at `path` with everything below it; nothing there is no error.
    public func remove(_ path: EntryPath) throws {
        guard let node = try node(at: path) else { return }
        if node.kind == .directory {
            for name in try names(in: path) { try remove(path.appending(name)) }
        }
        let flags = node.kind == .directory ? AT_REMOVEDIR : 0
        guard try withParent(of: path, { unlinkat($0, $1, flags) }) == 0 else { throw lastFailure("write", path) }
    }

    /// Opens the regular file at `path` for reading; the caller closes the descriptor.
    /// - Throws: ``ArchiveError`` of stage `read` when there is none or it is not a regular file.
    public func openFile(_ path: EntryPath) throws -> FileDescriptor {
        let descriptor = try withParent(of: path) { openat($0, $1, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
        if descriptor < 0, errno == ELOOP {
            throw ArchiveError(stage: "read", entry: path.description, cause: "a symbolic link, which is not followed")
        }
        guard descriptor >= 0 else { throw lastFailure("read", path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw ArchiveError(stage: "read", entry: path.description, cause: "not a regular file")
        }
        return FileDescriptor(rawValue: descriptor)
    }

    /// The bytes of the target of the symbolic link at `path`.
    public func linkTarget(_ path: EntryPath) throws -> [UInt8] {
        let longest = EntryPath.maximumBytes + 1
        var target = [CChar](repeating: 0, count: longest)
        let count = try withParent(of: path) { readlinkat($0, $1, &target, longest) }
        guard count >= 0 else { throw lastFailure("read", path) }
        return target[..<count].map { UInt8(bitPattern: $0) }
    }

    /// The content of the regular file at `path`, or `nil` when there is no such file.
    /// - Throws: ``ArchiveError`` of stage `limit` when it is larger than `maximumBytes`, of stage `read` when it is not a regular file.
    public func content(of path: EntryPath, maximumBytes: Int) throws -> [UInt8]? {
        guard let node = try node(at: path) else { return nil }
        guard node.size <= maximumBytes else {
            throw ArchiveError(stage: "limit", entry: path.description, cause: "it is larger than \(maximumBytes) bytes")
        }
        let descriptor = try openFile(path)
        return try descriptor.closeAfter {
            try [UInt8](unsafeUninitializedCapacity: node.size) { buffer, count in
                let space = UnsafeMutableRawBufferPointer(buffer)
                while count < space.count {
                    let read = try descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: space[count...]))
                    if read == 0 { break }
                    count += read
                }
            }
        }
    }

    /// Writes a new regular file, replacing what is at `path`, and makes missing parents.
    public func write(_ content: [UInt8], to path: EntryPath, permissions: UInt16 = 0o644, owner: FileOwner? = nil) throws {
        try createFile(at: path, makingMissing: { _, _ in }) { descriptor in
            do {
                try descriptor.writeAll(content)
            } catch let error as Errno {
                throw ArchiveError(stage: "write", entry: path.description, failure: error)
            }
            try FileAttributes(permissions: permissions, owner: owner).apply(to: descriptor.rawValue, path)
        }
    }

    /// Sets the modification time of the regular file at `path`, in seconds since 1970.
    public func setModificationTime(_ seconds: Int, of path: EntryPath) throws {
        var times = fileTimes(seconds)
        guard try withParent(of: path, { utimensat($0, $1, &times, AT_SYMLINK_NOFOLLOW) }) == 0 else { throw lastFailure("write", path) }
    }

    /// Waits until everything written to the file system that holds the tree is on disk.
    public func synchronize() throws {
        guard syncfs(root) == 0 else { throw lastFailure("write", EntryPath()) }
    }

    /// The failure of the system call that came last.
    func lastFailure(_ stage: String, _ path: EntryPath) -> ArchiveError {
        ArchiveError(stage: stage, entry: path.description, failure: Errno(rawValue: errno))
    }
}
