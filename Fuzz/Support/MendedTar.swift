/// Tar bytes whose header checksums are made right, which no fuzzer could guess.
public func mendedTar(_ bytes: [UInt8]) -> [UInt8] {
    let block = 512
    var tar = bytes
    var start = 0
    while start + block <= tar.count {
        guard tar[start..<start + block].contains(where: { $0 != 0 }) else { break }
        tar.replaceSubrange(start + 148..<start + 156, with: Array("        ".utf8))
        let sum = tar[start..<start + block].reduce(0) { $0 + Int($1) }
        let digits = Array(String(sum, radix: 8).utf8)
        let field = [UInt8](repeating: UInt8(ascii: "0"), count: 6 - digits.count) + digits + [0, UInt8(ascii: " ")]
        tar.replaceSubrange(start + 148..<start + 156, with: field)
        let size = tar[start + 124..<start + 135].reduce(0) { (0x30...0x37).contains($1) ? $0 &* 8 &+ Int($1 - 0x30) : $0 }
        start += block + (size < tar.count ? (size + block - 1) / block * block : 0)
    }
    return tar
}
