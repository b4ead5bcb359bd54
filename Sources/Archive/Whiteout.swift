/// A layer's order to hide what earlier layers brought, written as an entry whose name starts with `.wh.`.
enum Whiteout: Hashable {
    /// Hides one node.
    case node(EntryPath)
    /// Hides everything in a directory.
    case contents(of: EntryPath)

    private static let prefix = Array(".wh.".utf8)

    /// The whiteout that an entry's name means, or `nil` when it means none.
    /// - Throws: ``ArchiveError`` of stage `hostile-whiteout` when it hides no name.
    init?(_ path: EntryPath) throws {
        guard let name = path.name, name.bytes.starts(with: Self.prefix) else { return nil }
        let hidden = name.bytes.dropFirst(Self.prefix.count)
        if hidden.elementsEqual(".wh..opq".utf8) {
            self = .contents(of: path.parent)
        } else if let hidden = FileName(hidden), !hidden.bytes.starts(with: Self.prefix) {
            self = .node(path.parent.appending(hidden))
        } else {
            throw ArchiveError(stage: "hostile-whiteout", entry: path.description, cause: "it hides no name")
        }
    }
}
