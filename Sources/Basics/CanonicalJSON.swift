import Foundation

/// The one form in which JSON is written: keys sorted, slashes and non-ASCII text as they are, so that equal values are equal bytes.
public enum CanonicalJSON {
    /// The value without white space, on one line.
    /// - Throws: an `EncodingError` when the value holds a number that JSON cannot express.
    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    /// The value indented, with a line feed at its end.
    /// - Throws: an `EncodingError` when the value holds a number that JSON cannot express.
    public static func encodeReadably(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
    }
}
