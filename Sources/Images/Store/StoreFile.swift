import Basics
import Glibc
import SystemPackage

/// Small files and directory entries of a store, written so that a crash leaves the old state or the new one.
enum StoreFile {
    /// The content of the file, or `nil` when there is none.
    static func read(_ path: FilePath) throws -> [UInt8]? {
        do {
            let descriptor = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            return try descriptor.closeAfter {
                var content: [UInt8] = []
                try descriptor.forEachPiece { content.append(contentsOf: $0) }
                return content
            }
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch let error as Errno {
            throw ImageError(store: path, error)
        }
    }

    /// Writes a file that is not yet part of the store.
    static func write(_ content: [UInt8], to path: FilePath) throws {
        try attempt(path) {
            let descriptor = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try descriptor.closeAfter {
                try descriptor.writeAll(content)
                try descriptor.synchronize()
            }
        }
    }

    /// Writes a file of the store in place of what is there.
    static func replace(_ path: FilePath, by content: [UInt8], through temporary: FilePath) throws {
        try write(content, to: temporary)
        try move(temporary, to: path)
    }

    /// Renames, and makes the rename durable.
    static func move(_ source: FilePath, to target: FilePath) throws {
        try attempt(target) {
            try FileSystem.move(source, to: target)
            try FileSystem.synchronize(target.removingLastComponent())
        }
    }

    /// Removes a file if it is there.
    static func remove(_ path: FilePath) throws {
        guard unlink(path.string) == 0 || errno == ENOENT else { throw ImageError(store: path, Errno(rawValue: errno)) }
    }

    /// The names in a directory, sorted; empty when there is no such directory.
    static func names(in directory: FilePath) throws -> [String] {
        guard let stream = opendir(directory.string) else {
            if errno == ENOENT { return [] }
            throw ImageError(store: directory, Errno(rawValue: errno))
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Makes a directory and its missing parents, for their owner alone.
    static func makeDirectory(_ path: FilePath) throws {
        try attempt(path) { try FileSystem.makeDirectory(path, permissions: .ownerReadWriteExecute) }
    }

    private static func attempt(_ path: FilePath, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as Errno {
            throw ImageError(store: path, error)
        }
    }
}
