/// Where an entry belongs below the root of a tree; by construction it cannot leave that root.
public struct EntryPath: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Most components of a path; real trees hold a fraction of it, and one descriptor is held open per level.
    public static let maximumDepth = 256
    /// Most bytes of a path, as the kernel counts (`PATH_MAX` less the final zero).
    public static let maximumBytes = 4095
    /// Most bytes of one component (`NAME_MAX`).
    public static let maximumNameBytes = 255

    /// The components from the root down; empty for the root itself.
    public let components: [FileName]

    /// The path with these components.
    public init(components: some Sequence<FileName> = []) {
        self.components = Array(components)
    }

    /// The path that an archive's entry name or a manifest's relative path means; `.` components and doubled slashes are dropped.
    /// - Throws: ``ArchiveError`` of stage `hostile-name` when it is empty, absolute, holds `..` or is longer or deeper than a file system allows.
    public init(entryName: some Collection<UInt8>) throws {
        func refusal(_ cause: String) -> ArchiveError { ArchiveError(stage: "hostile-name", entry: printable(entryName), cause: cause) }
        let slash = UInt8(ascii: "/")
        let dot = UInt8(ascii: ".")
        guard let first = entryName.first else { throw refusal("the name is empty") }
        guard first != slash else { throw refusal("the name is absolute") }
        guard entryName.count <= Self.maximumBytes else { throw refusal("the name is longer than \(Self.maximumBytes) bytes") }
        var components: [FileName] = []
        for part in entryName.split(separator: slash) where !part.elementsEqual([dot]) {
            guard let name = FileName(part) else { throw refusal("the name holds '..' or a zero byte") }
            guard part.count <= Self.maximumNameBytes else { throw refusal("a component is longer than \(Self.maximumNameBytes) bytes") }
            components.append(name)
        }
        guard components.count <= Self.maximumDepth else { throw refusal("the name is deeper than \(Self.maximumDepth) directories") }
        self.components = components
    }

    /// The last component; `nil` for the root.
    public var name: FileName? { components.last }

    /// The directory that holds this path; the root holds itself.
    public var parent: EntryPath { EntryPath(components: components.dropLast()) }

    /// The path of `name` inside this directory.
    public func appending(_ name: FileName) -> EntryPath { EntryPath(components: components + [name]) }

    /// The bytes of the path with single slashes between components; empty for the root.
    public var bytes: [UInt8] { Array(components.map(\.bytes).joined(separator: [UInt8(ascii: "/")])) }

    /// Orders a directory before what it holds, and siblings by the bytes of their names.
    public static func < (left: EntryPath, right: EntryPath) -> Bool { left.components.lexicographicallyPrecedes(right.components) }

    /// The path for reading by people.
    public var description: String { components.isEmpty ? "." : printable(bytes) }
}
