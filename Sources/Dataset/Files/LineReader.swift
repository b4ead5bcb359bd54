import SystemPackage

/// The lines of a text file, one after another, in memory that does not grow with the file.
struct LineReader {
    private static let chunkSize = 1 << 18
    /// Most bytes of a line; rows have a few thousand.
    static let maximumLineBytes = 64 << 20

    let path: FilePath

    /// Calls `body` with each line's number, from 1, and its bytes without the line feed.
    /// - Throws: ``DatasetError`` when the file cannot be read; whatever `body` throws.
    func forEachLine(_ body: (Int, ArraySlice<UInt8>) throws -> Void) throws {
        let descriptor = try DatasetError.attempt("read", path) { try FileDescriptor.open(path, .readOnly, options: .closeOnExec) }
        defer { try? descriptor.close() }
        var pending: [UInt8] = []
        var number = 0
        while true {
            let chunk = try read(from: descriptor)
            if chunk.isEmpty { break }
            var rest = chunk[...]
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                number += 1
                if pending.isEmpty {
                    try body(number, rest[..<end])
                } else {
                    pending += rest[..<end]
                    try body(number, pending[...])
                    pending.removeAll(keepingCapacity: true)
                }
                rest = rest[(end + 1)...]
            }
            pending += rest
            guard pending.count <= Self.maximumLineBytes else {
                throw DatasetError(
                    stage: "row",
                    subject: "\(path):\(number + 1)",
                    cause: "the line is longer than \(Self.maximumLineBytes) bytes",
                    mend: "give a file with one row a line"
                )
            }
        }
        if !pending.isEmpty { try body(number + 1, pending[...]) }
    }

    private func read(from descriptor: FileDescriptor) throws -> [UInt8] {
        try DatasetError.attempt("read", path) {
            try [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { buffer, count in
                count = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        }
    }
}
