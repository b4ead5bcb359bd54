import Basics
import NIOHTTP1

/// What a guest is answered.
struct HTTPReply: Sendable {
    var status: HTTPResponseStatus = .ok
    var contentType: String
    var headers: [(String, String)] = []
    var body: [UInt8]

    /// JSON bytes as they are.
    static func json(_ body: [UInt8]) -> HTTPReply {
        HTTPReply(contentType: "application/json; charset=utf-8", body: body)
    }

    /// Plain text.
    static func text(_ text: String, status: HTTPResponseStatus = .ok) -> HTTPReply {
        HTTPReply(status: status, contentType: "text/plain", body: Array(text.utf8))
    }

    /// A status with its own words as text.
    static func refusal(_ status: HTTPResponseStatus) -> HTTPReply {
        .text("\(status.code) \(status.reasonPhrase)\n", status: status)
    }
}
