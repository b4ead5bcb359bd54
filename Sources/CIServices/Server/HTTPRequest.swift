import Foundation
import NIOHTTP1

/// One request of a guest; its body, if it had one, is passed over.
struct HTTPRequest: Sendable {
    let method: HTTPMethod
    /// The path with its percent encoding taken off.
    let path: String
    private let query: [URLQueryItem]
    /// The host the guest means, in lower case and without port.
    let host: String
    private let headers: HTTPHeaders

    /// `nil` when the target is no path.
    init?(_ head: HTTPRequestHead) {
        guard head.uri.hasPrefix("/"), let target = URLComponents(string: "http://host" + head.uri) else { return nil }
        method = head.method
        path = target.path
        query = target.queryItems ?? []
        headers = head.headers
        let host = head.headers.first(name: "host") ?? ""
        self.host = (host.lastIndex(of: ":").map { String(host[..<$0]) } ?? host).lowercased()
    }

    /// The first value of a header.
    func header(_ name: String) -> String? { headers.first(name: name) }

    /// The last value of a parameter of the query.
    func parameter(_ name: String) -> String? { query.last { $0.name == name }?.value }
}
