import Foundation

/// One file laid into the sandbox before a job's first step.
public struct JobFile: Codable, Sendable, Hashable {
    /// Absolute path inside the sandbox; parents are created with mode 0755.
    public var path: String
    /// Permission bits, such as 0o644.
    public var mode: UInt16
    /// The content.
    public var content: [UInt8]

    /// A file with the given bytes.
    public init(path: String, mode: UInt16 = 0o644, content: [UInt8]) {
        self.path = path
        self.mode = mode
        self.content = content
    }

    private enum CodingKeys: String, CodingKey {
        case path, mode, text, base64
    }

    /// Decodes `text` (UTF-8) or `base64`, whichever is there.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        path = try container.decode(String.self, forKey: .path)
        mode = try container.decode(UInt16.self, forKey: .mode)
        if let text = try container.decodeIfPresent(String.self, forKey: .text) {
            content = Array(text.utf8)
        } else {
            content = Array(try container.decode(Data.self, forKey: .base64))
        }
    }

    /// Encodes valid UTF-8 as `text`, anything else as `base64`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(path, forKey: .path)
        try container.encode(mode, forKey: .mode)
        if let text = String(validating: content, as: UTF8.self) {
            try container.encode(text, forKey: .text)
        } else {
            try container.encode(Data(content), forKey: .base64)
        }
    }
}
