import Basics
import JWTKit

/// Any claims. Nothing of them is checked here: the checking is what the guest is there for.
struct TokenClaims: JWTPayload {
    let members: [String: JSONValue]

    init(members: [String: JSONValue]) {
        self.members = members
    }

    init(from decoder: any Decoder) throws {
        members = try decoder.singleValueContainer().decode([String: JSONValue].self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(members)
    }

    func verify(using algorithm: some JWTAlgorithm) {}
}
