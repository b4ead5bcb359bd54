import Glibc
import SystemPackage

/// Reading and writing the small files of cgroups and of `/proc`.
enum CgroupFiles {
    /// The text of a file; nil when it cannot be read.
    static func read(_ path: FilePath) -> String? {
        guard let file = try? FileDescriptor.open(path, .readOnly) else { return nil }
        return try? file.closeAfter {
            var text: [UInt8] = []
            while true {
                let part = try [UInt8](unsafeUninitializedCapacity: 16 << 10) { buffer, count in
                    count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
                if part.isEmpty { return String(decoding: text, as: UTF8.self) }
                text += part
            }
        }
    }

    /// The words of a file; empty when it cannot be read.
    static func words(_ path: FilePath) -> [String] {
        (read(path) ?? "").split { $0.isWhitespace }.map(String.init)
    }

    /// Writes a setting in one piece, as the kernel wants it.
    static func write(_ text: String, to path: FilePath, stage: String, mend: String = "") throws(SandboxError) {
        do {
            let file = try FileDescriptor.open(path, .writeOnly)
            try file.closeAfter { _ = try file.writeAll(text.utf8) }
        } catch let error {
            throw SandboxError(stage: stage, subject: path.string, errorNumber: (error as? Errno)?.rawValue ?? 0, mend: mend)
        }
    }

    static func exists(_ path: FilePath) -> Bool {
        access(path.string, F_OK) == 0
    }
}
