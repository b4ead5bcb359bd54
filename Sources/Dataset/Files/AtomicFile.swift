import Crypto
import Foundation
import Glibc
import SystemPackage

/// Files that appear whole or not at all.
enum AtomicFile {
    static func write(_ content: [UInt8], to path: FilePath) throws {
        let draft = path.removingLastComponent().appending(".\(path.lastComponent?.string ?? "file").new")
        let writer = try FileWriter(creating: draft)
        try writer.append(content)
        try writer.close()
        guard rename(draft.string, path.string) == 0 else { throw DatasetError(stage: "write", path: path, errno: Errno(rawValue: errno)) }
    }

    /// The SHA-256 of a file, in hexadecimal.
    static func sha256(of path: FilePath) throws -> String {
        do {
            let descriptor = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            defer { try? descriptor.close() }
            var hash = SHA256()
            var buffer = [UInt8](repeating: 0, count: 1 << 18)
            while true {
                let count = try buffer.withUnsafeMutableBytes { try descriptor.read(into: $0) }
                if count == 0 { return StableHash.hexadecimal(digits: hash.finalize()) }
                hash.update(data: buffer[..<count])
            }
        } catch let errno as Errno {
            throw DatasetError(stage: "read", path: path, errno: errno)
        }
    }
}
