import Basics
import Crypto

/// Numbers and identifiers that look invented and yet are the same at every time, each derived from a seed, a subject and its own name.
struct Invention: Sendable {
    let seed: UInt64
    let subject: String

    private func digest(_ name: String) -> [UInt8] {
        Array(SHA256.hash(data: Array("\(seed)\n\(subject)\n\(name)".utf8)))
    }

    /// A number in a range.
    func number(_ name: String, _ range: ClosedRange<UInt64>) -> UInt64 {
        let bits = digest(name).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let width = range.upperBound - range.lowerBound
        return width == .max ? bits : range.lowerBound + bits % (width + 1)
    }

    /// One of a list that is not empty.
    func pick<Element>(_ name: String, _ list: [Element]) -> Element {
        list[Int(number(name, 0...UInt64(list.count - 1)))]
    }

    /// Lower-case hexadecimal digits, at most 64.
    func hexadecimal(_ name: String, _ count: Int) -> String {
        String(digest(name).hexadecimal.prefix(count))
    }

    /// A random-looking UUID (RFC 9562, version 4) in lower case.
    func uuid(_ name: String) -> String {
        var bytes = Array(digest(name).prefix(16))
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        let digits = Array(bytes.hexadecimal)
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }
}
