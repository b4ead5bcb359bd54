import Basics
import SystemPackage

/// Files that appear whole or not at all.
enum AtomicFile {
    static func write(_ content: [UInt8], to path: FilePath) throws {
        let directory = path.removingLastComponent()
        let draft = directory.appending(".\(path.lastComponent?.string ?? "file").new")
        let writer = try FileWriter(creating: draft)
        try writer.append(content)
        try writer.close()
        try DatasetError.attempt("write", path) {
            try FileSystem.move(draft, to: path)
            try FileSystem.synchronize(directory)
        }
    }
}
