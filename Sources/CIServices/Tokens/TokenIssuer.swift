import Basics
import CIMocks
import Crypto
import Foundation
import JWTKit

/// Signs the tokens of one platform, RS256 as the real ones. Equal claims give equal tokens.
struct TokenIssuer: Sendable {
    private let keys: JWTKeyCollection
    private let header: JWTHeader
    private let fault: TokenFault?
    /// The JSON Web Key Set with which the tokens are checked.
    let keySet: [UInt8]

    /// - Parameters:
    ///   - purpose: names the platform's key among those of the seed.
    ///   - identifier: the key's id, by default its thumbprint.
    init(seed: UInt64, purpose: String, identifier: String? = nil, fault: TokenFault?) async throws {
        let published = try await KeyRing.shared.issuerKey(seed: seed, purpose: purpose)
        let signing = fault == .foreignKey ? try await KeyRing.shared.issuerKey(seed: seed, purpose: "foreign \(purpose)") : published
        let identifier = identifier ?? published.thumbprint
        keySet = try published.keySet(identifier: identifier).canonicalJSON()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        keys = await JWTKeyCollection().add(
            rsa: try Insecure.RSA.PrivateKey(backing: signing.privateKey),
            digestAlgorithm: .sha256,
            serializer: DefaultJWTSerializer(jsonEncoder: encoder)
        )
        header = ["kid": .string(fault == .unknownKey ? "\(identifier)-retired" : identifier)]
        self.fault = fault
    }

    /// A token of these claims.
    func token(_ claims: [String: JSONValue]) async throws -> String {
        let claims = fault == .expired ? expired(claims) : claims
        let token = try await keys.sign(TokenClaims(members: claims), header: header)
        return fault == .tamperedClaims ? try tampered(token, claims) : token
    }

    /// The same claims a day earlier: no token of a job holds for so long.
    private func expired(_ claims: [String: JSONValue]) -> [String: JSONValue] {
        claims.merging(
            ["iat", "nbf", "exp"].compactMap { name in
                guard case .integer(let time) = claims[name] else { return nil }
                return (name, .integer(time - 86_400))
            }
        ) { $1 }
    }

    /// The token with another subject under the signature of the true one.
    private func tampered(_ token: String, _ claims: [String: JSONValue]) throws -> String {
        var claims = claims
        claims["sub"] = .string((claims["sub"]?.text ?? "") + "-of-another")
        var parts = token.split(separator: ".").map(String.init)
        parts[1] = Data(try JSONValue.object(claims).canonicalJSON()).base64URL
        return parts.joined(separator: ".")
    }
}
