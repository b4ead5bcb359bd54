import CZlib

/// The size of bytes after zlib at level 9.
enum Deflate {
    static func compressedSize(of bytes: [UInt8]) -> Int {
        var size = compressBound(uLong(bytes.count))
        var target = [UInt8](repeating: 0, count: Int(size))
        // It can only fail for want of memory or room, and the room is what zlib itself asked for.
        let status = compress2(&target, &size, bytes, uLong(bytes.count), Z_BEST_COMPRESSION)
        precondition(status == Z_OK)
        return Int(size)
    }
}
