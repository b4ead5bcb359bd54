import Glibc
import SystemPackage

/// Making of nodes. What stands at a path is replaced, never written through: a file that has a second name keeps its content under that name.
extension RootedTree {
    func createFile(
        at path: EntryPath,
        makingMissing made: ParentMaker?,
        _ body: (FileDescriptor) throws -> Void
    ) throws {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = try replacing(path, makingMissing: made) { openat($0, $1, flags, 0o600) }
        try FileDescriptor(rawValue: descriptor).closeAfter { try body(FileDescriptor(rawValue: descriptor)) }
    }

    func createSymbolicLink(
        at path: EntryPath,
        target: [UInt8],
        attributes: FileAttributes,
        makingMissing made: ParentMaker?
    ) throws {
        _ = try (target + [0]).withUnsafeBytes { buffer in
            let target = buffer.assumingMemoryBound(to: CChar.self).baseAddress.unsafelyUnwrapped
            return try replacing(path, makingMissing: made) { symlinkat(target, $0, $1) }
        }
        try withParent(of: path) { try attributes.apply(toLink: $1, in: $0, path) }
    }

    /// Gives the node at `target` a second name. The target's own parents are walked as safely as any path.
    func createHardLink(at path: EntryPath, target: EntryPath, makingMissing made: ParentMaker?) throws {
        guard path != target else { return }
        // What stands at the path goes before the link is made; with it would go the target.
        let goes = path.name != nil && target.components.starts(with: path.components)
        guard !goes, let node = try node(at: target), node.kind != .directory else {
            throw ArchiveError(
                stage: "hostile-link", entry: path.description, cause: "it links to '\(target)', which is no earlier file of the archive")
        }
        let targetDirectory = dup(try descriptor(ofDirectory: target.parent))
        guard targetDirectory >= 0 else { throw lastFailure("write", path) }
        defer { close(targetDirectory) }
        try withParent(of: target) { _, targetName in
            _ = try replacing(path, makingMissing: made) { linkat(targetDirectory, targetName, $0, $1, 0) }
        }
    }

    /// Makes a directory, or keeps the one that is there.
    func makeDirectory(at path: EntryPath, makingMissing made: ParentMaker?) throws {
        guard path.name != nil else { return }
        if try withParent(of: path, makingMissing: made, { mkdirat($0, $1, 0o700) }) == 0 { return }
        guard errno == EEXIST else { throw lastFailure("write", path) }
        if try node(at: path)?.kind == .directory { return }
        _ = try replacing(path, makingMissing: made) { mkdirat($0, $1, 0o700) }
    }

    /// Runs a creating system call, once more after removing what stands in its way.
    private func replacing(
        _ path: EntryPath,
        makingMissing made: ParentMaker?,
        _ create: (_ directory: CInt, _ name: UnsafePointer<CChar>) -> CInt
    ) throws -> CInt {
        let first = try withParent(of: path, makingMissing: made, create)
        if first >= 0 { return first }
        guard errno == EEXIST else { throw lastFailure("write", path) }
        try remove(path)
        let second = try withParent(of: path, makingMissing: made, create)
        guard second >= 0 else { throw lastFailure("write", path) }
        return second
    }
}
