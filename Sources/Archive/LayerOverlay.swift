/// What one layer has brought so far: its whiteouts hide earlier layers, never the layer itself, in whatever order its entries come.
struct LayerOverlay {
    /// The paths of the layer's nodes and of all their parents.
    private var touched: Set<EntryPath> = []

    mutating func insert(_ path: EntryPath) {
        var path = path
        while touched.insert(path).inserted, path.name != nil { path = path.parent }
    }

    /// - Throws: ``ArchiveError`` of stage `hostile-link` when the way to what is hidden leads through something that is not a directory.
    func apply(_ whiteout: Whiteout, to tree: RootedTree) throws {
        switch whiteout {
        case .node(let path):
            guard try tree.hasDirectory(path.parent) else { return }
            try clear(path, in: tree)
        case .contents(let directory):
            guard try tree.hasDirectory(directory) else { return }
            for name in try tree.names(in: directory) { try clear(directory.appending(name), in: tree) }
        }
    }

    /// Removes `path` except for what this layer brought.
    private func clear(_ path: EntryPath, in tree: RootedTree) throws {
        guard touched.contains(path) else { return try tree.remove(path) }
        guard try tree.node(at: path)?.kind == .directory else { return }
        for name in try tree.names(in: path) { try clear(path.appending(name), in: tree) }
    }
}
