import Basics

/// JSON for programs that read standard output.
enum JSONText {
    /// One line, for one object of many.
    static func line(_ value: some Encodable) throws -> String {
        String(decoding: try CanonicalJSON.encode(value), as: UTF8.self)
    }

    /// Indented, for one object that is all there is.
    static func document(_ value: some Encodable) throws -> String {
        String(decoding: try CanonicalJSON.encodeReadably(value).dropLast(), as: UTF8.self)
    }
}
