import Archive
import Basics
import Crypto
import Foundation
import SystemPackage

/// A digest of everything in an unpacked tree that a sandbox can see: names, kinds, permissions, sizes, times of files, link targets and content.
///
/// Owners are left out, because they are this host's; so are times of directories and links, which no tool in an image reads.
public struct TreeDigest: Sendable, Hashable {
    /// `sha256:` and 64 hexadecimal digits.
    public let digest: String
    /// Size of all files in bytes; a file with several names counts once.
    public let bytes: Int
    /// Nodes below the root.
    public let nodes: Int

    /// Reads the whole tree.
    /// - Throws: ``Archive/ArchiveError`` when a node cannot be read, and what `check`, called for every node, throws.
    init(of tree: RootedTree, check: () throws -> Void) throws {
        var hash = SHA256()
        var bytes = 0
        var nodes = 0
        var counted: Set<TreeNode.Identity> = []
        try tree.walk { node in
            try check()
            nodes += 1
            hash.update(data: node.path.bytes)
            switch node.kind {
            case .file:
                hash.update(data: Array("\0file \(node.permissions) \(node.modificationTime) \(node.size)\0".utf8))
                if counted.insert(node.identity).inserted { bytes += node.size }
                let file = try tree.openFile(node.path)
                try file.closeAfter { try file.forEachPiece { hash.update(bufferPointer: $0) } }
            case .directory: hash.update(data: Array("\0directory \(node.permissions)\0".utf8))
            case .symbolicLink:
                let target = try tree.linkTarget(node.path)
                hash.update(data: Array("\0link \(target.count)\0".utf8) + target)
            case .special: hash.update(data: Array("\0special\0".utf8))
            }
        }
        digest = "sha256:" + hash.finalize().hexadecimal
        self.bytes = bytes
        self.nodes = nodes
    }
}
