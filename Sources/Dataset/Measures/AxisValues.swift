/// The values of one row on one axis: one, or a set such as the attestors.
public struct AxisValues: Decodable, Sendable, Hashable {
    /// The values; never more than one on an axis that is not a set.
    public var values: [String]
    /// Whether the axis is a set.
    public var isSet: Bool

    /// Decodes a string or a list of strings.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(String.self) {
            values = [value]
            isSet = false
        } else {
            values = try container.decode([String].self)
            isSet = true
        }
    }
}
