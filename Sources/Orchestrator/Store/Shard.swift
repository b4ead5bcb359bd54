/// One of `count` equal parts of a plan, written `number/count` as in `2/4`; the parts are disjoint and together they are the plan.
public struct Shard: Codable, Sendable, Hashable, LosslessStringConvertible {
    /// Which part, from 1 to ``count``.
    public let number: Int
    /// How many parts there are, at least 1.
    public let count: Int

    /// The whole plan.
    public static let whole = Shard(number: 1, count: 1)

    /// Parses `number/count`; `nil` unless 1 ≤ number ≤ count.
    public init?(_ description: String) {
        let parts = description.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let number = parts[0], let count = parts[1], number >= 1, number <= count else { return nil }
        self.init(number: number, count: count)
    }

    private init(number: Int, count: Int) {
        self.number = number
        self.count = count
    }

    /// The text that ``init(_:)`` parses.
    public var description: String { "\(number)/\(count)" }

    /// The indices of this shard below `target`, ascending: every `count`-th, so that dear and cheap examples spread evenly.
    public func indices(below target: Int) -> StrideTo<Int> {
        stride(from: number - 1, to: target, by: count)
    }

    /// Decodes `number/count`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let shard = Shard(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not a shard such as 2/4")
        }
        self = shard
    }

    /// Encodes `number/count`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
