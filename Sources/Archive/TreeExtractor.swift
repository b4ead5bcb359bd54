import Glibc
import SystemPackage

/// Unpacks tar archives, one or a stack of layers, into a directory tree that a sandbox will use as its root.
///
/// Nothing is written outside the tree, and nothing in it can surprise its owner later: names that leave the tree, links that lead through links, devices and
/// fifos are refused; setuid, setgid and sticky bits, extended attributes, ACLs and owners are dropped; every directory can be entered and removed by its
/// owner. Device nodes directly in `dev` are skipped, because a sandbox brings its own `/dev`. Not thread-safe.
///
/// NOTE: an entry below a symbolic link to a directory is refused even when the link stays inside the tree.
public final class TreeExtractor {
    private let tree: RootedTree
    private let owner: FileOwner?
    private var budget: ExtractionBudget
    /// Times of directories, set at the end because filling a directory changes its time.
    private var directoryTimes: [EntryPath: Int] = [:]

    /// An extractor into an empty tree.
    /// - Parameter owner: who shall own what is unpacked; `nil` for the running user. Another owner needs root.
    public init(into tree: RootedTree, owner: FileOwner? = nil, limits: ExtractionLimits = ExtractionLimits()) {
        self.tree = tree
        self.owner = owner
        budget = ExtractionBudget(limits: limits)
    }

    /// Entries unpacked so far.
    public var entries: Int { budget.entries }

    /// Unpacks one archive over what is there.
    /// - Parameters:
    ///   - layer: whether the archive is a layer over earlier ones, whose `.wh.` entries remove what those brought.
    ///   - progress: called often with the bytes of the archive consumed; what it throws ends the extraction.
    /// - Throws: ``ArchiveError``; what was unpacked before stays and is the caller's to remove.
    public func extract(_ reader: ArchiveReader, layer: Bool = false, progress: (_ consumedBytes: Int) throws -> Void = { _ in }) throws {
        var overlay = layer ? LayerOverlay() : nil
        while let entry = try reader.next() {
            try progress(reader.consumedBytes)
            try budget.admit(entry)
            let path = try EntryPath(entryName: entry.name)
            if let whiteout = try Whiteout(path) {
                guard overlay != nil else {
                    throw ArchiveError(
                        stage: "hostile-whiteout", entry: entry.printableName, cause: "a plain root file system has no whiteouts",
                        mend: "import the whole image as a docker-save or OCI archive")
                }
                try overlay?.apply(whiteout, to: tree)
            } else if try extract(entry, to: path, from: reader, progress: progress) {
                overlay?.insert(path)
            }
        }
        budget.endLayer(consumed: reader.consumedBytes)
    }

    /// Sets what could not be set while the tree was filled. Call it once, after the last archive.
    public func finish() throws {
        for (path, time) in directoryTimes.sorted(by: { $0.key < $1.key }) where try tree.node(at: path)?.kind == .directory {
            var times = fileTimes(time)
            guard futimens(try tree.descriptor(ofDirectory: path), &times) == 0 else { throw tree.lastFailure("write", path) }
        }
    }

    /// - Returns: whether a node was made.
    private func extract(
        _ entry: ArchiveEntry,
        to path: EntryPath,
        from reader: ArchiveReader,
        progress: (Int) throws -> Void
    ) throws -> Bool {
        let attributes = FileAttributes(
            permissions: entry.permissions & 0o777 | (entry.kind == .directory ? 0o700 : 0o400),
            owner: owner,
            modificationTime: entry.modificationTime
        )
        switch entry.kind {
        case .directory:
            try tree.makeDirectory(at: path, makingMissing: adopt)
            try attributes.apply(to: try tree.descriptor(ofDirectory: path), path)
            directoryTimes[path] = entry.modificationTime
        case .file:
            try tree.createFile(at: path, makingMissing: adopt) { file in
                try copyData(of: entry, from: reader, to: file, progress: progress)
                try attributes.apply(to: file.rawValue, path)
            }
        case .symbolicLink(let target):
            guard !target.isEmpty, target.count <= EntryPath.maximumBytes else {
                let cause = target.isEmpty ? "a link without a target" : "a link whose target is longer than \(EntryPath.maximumBytes) bytes"
                throw ArchiveError(stage: "hostile-link", entry: path.description, cause: cause)
            }
            try tree.createSymbolicLink(at: path, target: target, attributes: attributes, makingMissing: adopt)
        case .hardLink(let target):
            try tree.createHardLink(at: path, target: try EntryPath(entryName: target), makingMissing: adopt)
        case .special:
            let isInDev = path.components.count == 2 && path.components.first == FileName("dev".utf8)
            guard isInDev else {
                throw ArchiveError(
                    stage: "hostile-device", entry: path.description, cause: "a device, fifo or socket has no place in an image",
                    mend: "leave it out of the archive; only nodes directly in /dev are skipped")
            }
            return false
        }
        return true
    }

    /// A parent that the archive never named: made with an owner and a time that do not depend on this host.
    private func adopt(_ directory: EntryPath, _ descriptor: CInt) throws {
        try FileAttributes(permissions: 0o755, owner: owner).apply(to: descriptor, directory)
        directoryTimes[directory] = 0
    }

    private func copyData(
        of entry: ArchiveEntry,
        from reader: ArchiveReader,
        to file: FileDescriptor,
        progress: (Int) throws -> Void
    ) throws {
        var end = 0
        do {
            try reader.readData { offset, piece in
                try budget.requireRatio(consumed: reader.consumedBytes, entry)
                guard offset + piece.count <= entry.size else {
                    throw ArchiveError(stage: "read", entry: entry.printableName, cause: "it holds more data than it says")
                }
                _ = try file.writeAll(toAbsoluteOffset: Int64(offset), piece)
                end = max(end, offset + piece.count)
                try progress(reader.consumedBytes)
            }
            if end < entry.size { try file.resize(to: Int64(entry.size)) }
            // What is all hole had no piece; yet whoever reads the tree reads the hole.
            try budget.requireRatio(consumed: reader.consumedBytes, entry)
        } catch let error as Errno {
            throw ArchiveError(stage: "write", entry: entry.printableName, failure: error)
        }
    }
}
