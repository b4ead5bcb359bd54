/// Decisions drawn from a fuzzer's input, so that every input means something and small changes of it are small changes of what it means.
public struct ByteSource {
    private var rest: ArraySlice<UInt8>

    /// Draws from all of `bytes`.
    public init(_ bytes: some Sequence<UInt8>) {
        rest = Array(bytes)[...]
    }

    /// Whether nothing is left; every further draw is zero or empty.
    public var isEmpty: Bool { rest.isEmpty }

    /// A byte.
    public mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    /// A number below `bound`.
    public mutating func number(below bound: Int) -> Int { Int(byte()) % bound }

    /// One of `choices`.
    public mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[number(below: choices.count)] }

    /// At most `count` bytes.
    public mutating func bytes(_ count: Int) -> [UInt8] {
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    /// Everything that is left.
    public mutating func remainder() -> [UInt8] { bytes(rest.count) }

    /// Everything that is left, cut where the byte 0xFF stands, which no UTF-8 holds.
    public mutating func sections() -> [[UInt8]] {
        remainder().split(separator: 0xFF, omittingEmptySubsequences: false).map(Array.init)
    }
}
