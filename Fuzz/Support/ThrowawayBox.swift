import Archive
import CFuzzer
import Foundation
import SystemPackage

/// A directory in memory whose neighbours betray whatever is written outside it.
public final class ThrowawayBox {
    /// The directory that holds everything, the watched neighbours too.
    public let base: FilePath
    /// The directory that a target may fill.
    public let root: FilePath
    private let watched: [(path: FilePath, names: [String])]

    /// Makes the directory, in the one that the environment names as `FUZZ_DIRECTORY`. Removing it is whoever's who made that.
    public init() {
        base = FilePath(ProcessInfo.processInfo.environment["FUZZ_DIRECTORY"] ?? "/dev/shm").appending("box-\(getpid())")
        root = base.appending("outer/inner/root")
        let inner = root.removingLastComponent()
        let outer = inner.removingLastComponent()
        watched = [(base, ["a", "outer"]), (outer, ["a", "inner"]), (inner, ["a", "root"])]
        let manager = FileManager.default
        try? manager.removeItem(atPath: base.string)
        Self.must { try manager.createDirectory(atPath: root.string, withIntermediateDirectories: true) }
        for (path, _) in watched { Self.must { try Data("keep".utf8).write(to: URL(filePath: path.appending("a").string)) } }
    }

    /// A file with these bytes, beside the box and in place of the last one.
    public func input(_ bytes: [UInt8]) throws -> FilePath {
        let path = FilePath("\(base).input")
        try Data(bytes).write(to: URL(filePath: path.string))
        return path
    }

    /// Traps when anything but the content of ``root`` has changed.
    public func requireNothingOutside() {
        for (path, names) in watched {
            let found = Self.must { try FileManager.default.contentsOfDirectory(atPath: path.string).sorted() }
            precondition(found == names, "\(path) holds \(found)")
            let content = Self.must { try Data(contentsOf: URL(filePath: path.appending("a").string)) }
            precondition(content == Data("keep".utf8), "\(path)/a was written to")
            var status = stat()
            precondition(lstat(path.appending("a").string, &status) == 0 && status.st_nlink == 1, "\(path)/a has another name")
        }
    }

    /// Traps unless every node is one that its owner can read and remove and that gives nobody more rights.
    public func requireTame(_ tree: RootedTree) {
        Self.must {
            try tree.walk { node in
                precondition(node.kind != .special, "\(node.path) is a device or fifo")
                let path = root.string + "/" + String(decoding: node.path.bytes, as: UTF8.self)
                // A sandbox's own label may be there; what an archive could bring may not.
                let attributes = llistxattr(path, UnsafeMutablePointer<CChar>(nil), 0)
                precondition(attributes <= 0, "\(node.path) has extended attributes")
                guard node.kind != .symbolicLink else { return }
                precondition(node.permissions & 0o7000 == 0, "\(node.path) is setuid, setgid or sticky")
                let needed: UInt16 = node.kind == .directory ? 0o700 : 0o400
                precondition(node.permissions & needed == needed, "\(node.path) is closed to its owner")
            }
        }
    }

    /// Removes everything in ``root``.
    public func empty() {
        Self.must {
            let tree = try RootedTree(at: root)
            for name in try tree.names(in: EntryPath()) { try tree.remove(EntryPath(components: [name])) }
        }
    }

    @discardableResult
    private static func must<Result>(_ body: () throws -> Result) -> Result {
        do {
            return try body()
        } catch {
            fatalError("\(error)")
        }
    }
}
