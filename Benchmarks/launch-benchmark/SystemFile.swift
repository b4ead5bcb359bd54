import SystemPackage

/// A short file of /proc.
enum SystemFile {
    static func text(_ path: String) throws -> String {
        let file = try FileDescriptor.open(path, .readOnly)
        return try file.closeAfter {
            let bytes = try [UInt8](unsafeUninitializedCapacity: 1 << 14) { buffer, count in
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
