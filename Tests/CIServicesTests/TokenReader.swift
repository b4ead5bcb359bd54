import Basics
import Foundation
import JWTKit

@testable import CIServices

/// Checks tokens as whoever receives them does.
enum TokenReader {
    /// A token that names a key which is not published.
    private struct UnknownKey: Error {}

    /// The claims of a token that the key which it names has signed.
    /// - Throws: when that has not, or is not there.
    static func claims(of token: String, keys: String) async throws -> [String: JSONValue] {
        // The library would take the first key for one that it does not know.
        let header = try await JWTKeyCollection().defaultJWTParser.parse(Array(token.utf8), as: TokenClaims.self).header
        guard try json(keys)["keys"]?.elements?.contains(where: { $0["kid"]?.text == header.kid }) == true else { throw UnknownKey() }
        return try await JWTKeyCollection().add(jwksJSON: keys).verify(token, as: TokenClaims.self).members
    }

    /// A JSON document.
    static func json(_ text: String) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }
}
