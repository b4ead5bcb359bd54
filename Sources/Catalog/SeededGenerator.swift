import Crypto

/// Random numbers that depend on a seed and a purpose, and on nothing else: not on the host, the toolchain or the day.
///
/// The state starts as SHA-256 of seed and purpose, so that draws for two purposes are independent, and advances by SplitMix64
/// (Steele, Lea and Flood, 2014). The draws below are defined here, because the standard library does not promise that its own
/// stay the same from one release to the next.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator for one purpose, such as `question`, of one example.
    public init(seed: UInt64, purpose: String) {
        var hasher = SHA256()
        withUnsafeBytes(of: seed.littleEndian) { hasher.update(bufferPointer: $0) }
        hasher.update(data: Array(purpose.utf8))
        state = hasher.finalize().withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, but not including, the bound (at least 1). Its bias is below `bound` / 2^64.
    public mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// One of the elements, each as likely as the others; nil when there is none.
    public mutating func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[below(elements.count)]
    }

    /// Index of one of the weights, each as likely as its weight; nil when they sum to nothing.
    public mutating func pick(weights: [Int]) -> Int? {
        let total = weights.reduce(0, +)
        guard total > 0 else { return nil }
        var rest = below(total)
        for (index, weight) in weights.enumerated() {
            if rest < weight { return index }
            rest -= weight
        }
        return nil
    }

    /// The elements in random order (Fisher and Yates).
    public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for index in elements.indices.dropLast() {
            elements.swapAt(index, index + below(elements.count - index))
        }
        return elements
    }

    /// True one time in so many.
    public mutating func oneIn(_ count: Int) -> Bool {
        below(count) == 0
    }
}
