/// Zstandard frames written block by block (RFC 8878), so that a test can say what no compressor would.
public enum ZstandardBytes {
    private static let largestBlock = 128 << 10

    /// A frame that claims a window of `1 << windowLog` bytes, holds `content` as it is, and after it `zeros` zeros in four bytes for each 128 KiB.
    public static func frame(_ content: [UInt8], zeros: Int = 0, windowLog: UInt8 = 17) -> [UInt8] {
        var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0, (windowLog - 10) << 3]
        func block(_ kind: Int, _ size: Int, isLast: Bool) -> [UInt8] {
            let header = size << 3 | kind << 1 | (isLast ? 1 : 0)
            return (0..<3).map { UInt8(truncatingIfNeeded: header >> (8 * $0)) }
        }
        var rest = content[...]
        while !rest.isEmpty {
            let piece = rest.prefix(largestBlock)
            frame += block(0, piece.count, isLast: false) + piece
            rest = rest.dropFirst(largestBlock)
        }
        var left = zeros
        while left > 0 {
            frame += block(1, min(left, largestBlock), isLast: false) + [0]
            left -= largestBlock
        }
        return frame + block(0, 0, isLast: true)
    }
}
