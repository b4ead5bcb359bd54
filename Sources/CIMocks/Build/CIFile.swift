import Basics

/// A file that a platform has ready for a job.
public struct CIFile: Codable, Sendable, Hashable {
    /// Absolute path in the sandbox, or for a pipeline file the path in the repository.
    public var path: String
    /// Its bytes.
    public var content: [UInt8]

    /// A file with this text.
    public init(path: String, text: String) {
        self.path = path
        content = Array(text.utf8)
    }

    /// A file with this document, indented.
    /// - Throws: an `EncodingError` when it holds a number that JSON cannot express.
    public init(path: String, json: JSONValue) throws {
        self.path = path
        content = try CanonicalJSON.encodeReadably(json)
    }
}
