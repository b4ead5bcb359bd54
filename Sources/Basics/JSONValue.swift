/// Any JSON value, for documents whose shape is the attestor's business and not ours.
public enum JSONValue: Codable, Sendable, Hashable {
    /// The null value.
    case null
    /// True or false.
    case bool(Bool)
    /// A whole number.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// A string.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// Named values.
    case object([String: JSONValue])

    /// Decodes whatever is there.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// Encodes the bare value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// The value of a key, or `nil` when this is no object or lacks it.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// The elements, or `nil` when this is no array.
    public var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The text, or `nil` when this is no string.
    public var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// Equal values give equal bytes: keys sorted, no white space.
    public func canonicalJSON() throws -> [UInt8] {
        try CanonicalJSON.encode(self)
    }
}

extension [JSONValue] {
    /// The values in the order of their canonical bytes, for lists whose order means nothing.
    public func sortedCanonically() -> [JSONValue] {
        // Only a number that JSON cannot express has no bytes, and no value read from JSON holds one.
        map { (key: (try? $0.canonicalJSON()) ?? [], value: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map(\.value)
    }
}
