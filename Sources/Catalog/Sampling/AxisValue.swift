/// A value on an axis, such as `language=go`.
public struct AxisValue: Codable, Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The axis.
    public var axis: Axis
    /// The value.
    public var value: String

    /// A value on an axis.
    public init(_ axis: Axis, _ value: String) {
        self.axis = axis
        self.value = value
    }

    /// Reads `AXIS=VALUE`.
    /// - Throws: ``PlanError`` when the text has another form or names no axis.
    public init(parsing text: String) throws {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let axis = Axis(rawValue: parts[0]) else {
            throw PlanError.notAFilter(text)
        }
        self.init(axis, parts[1])
    }

    /// `AXIS=VALUE`.
    public var description: String { "\(axis.rawValue)=\(value)" }

    /// Axes in the order of their declaration, values by their text.
    public static func < (left: AxisValue, right: AxisValue) -> Bool {
        (left.axis.rawValue, left.value) < (right.axis.rawValue, right.value)
    }
}
