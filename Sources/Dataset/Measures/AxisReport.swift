import Foundation

/// How the rows spread over one axis.
public struct AxisReport: Codable, Sendable, Hashable {
    /// A value and how many rows have it.
    public struct Value: Codable, Sendable, Hashable {
        /// The value.
        public var value: String
        /// Rows that have it.
        public var rows: Int
    }

    /// The axis.
    public var name: String
    /// Its values, the most frequent first.
    public var values: [Value]
    /// Entropy over the logarithm of the number of values: 1 when all are equally frequent, 0 when there is but one.
    public var evenness: Double

    init(name: String, values: [Value]) {
        self.name = name
        self.values = values
        evenness = values.count < 2 ? 0 : Entropy.bits(of: values.map(\.rows)) / log2(Double(values.count))
    }
}
