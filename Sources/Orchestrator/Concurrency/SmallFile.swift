import SystemPackage

/// Files of `/proc` and `/sys`, which have no size to ask for.
enum SmallFile {
    /// The first 16 KiB of a file as text; `nil` when it cannot be read.
    static func text(_ path: FilePath) -> String? {
        guard let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else { return nil }
        let bytes = try? file.closeAfter {
            try [UInt8](unsafeUninitializedCapacity: 16 << 10) { buffer, count in count = try file.read(into: UnsafeMutableRawBufferPointer(buffer)) }
        }
        return bytes.map { String(decoding: $0, as: UTF8.self) }
    }
}
