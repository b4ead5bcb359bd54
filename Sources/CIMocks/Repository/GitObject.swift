import Basics
import Crypto

/// How git names what it stores: the SHA-1 of kind, length and content (gitformat-loose, "git-hash-object(1)").
enum GitObject {
    static func name(kind: String, content: [UInt8]) -> [UInt8] {
        Array(Insecure.SHA1.hash(data: Array("\(kind) \(content.count)\0".utf8) + content))
    }

    /// The name of the tree that holds these files.
    static func tree(of files: [GitFile]) -> [UInt8] {
        tree(of: files.map { ($0.path.split(separator: "/").map(String.init)[...], $0) })
    }

    private static func tree(of files: [(path: ArraySlice<String>, file: GitFile)]) -> [UInt8] {
        var entries: [(key: [UInt8], content: [UInt8])] = []
        for (name, group) in Dictionary(grouping: files, by: { $0.path.first ?? "" }) {
            let isFile = group.count == 1 && group[0].path.count == 1
            let mode = isFile ? (group[0].file.isExecutable ? "100755" : "100644") : "40000"
            let object = isFile ? Self.name(kind: "blob", content: group[0].file.content) : tree(of: group.map { ($0.path.dropFirst(), $0.file) })
            // Git sorts a directory as if its name ended in a slash.
            entries.append((Array((isFile ? name : name + "/").utf8), Array("\(mode) \(name)\0".utf8) + object))
        }
        entries.sort { $0.key.lexicographicallyPrecedes($1.key) }
        return Self.name(kind: "tree", content: entries.flatMap(\.content))
    }
}
