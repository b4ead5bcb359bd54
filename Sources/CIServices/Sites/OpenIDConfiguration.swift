import Basics

/// The discovery document of an issuer (OpenID Connect Discovery 1.0), as far as those who check job tokens read it.
struct OpenIDConfiguration {
    let issuer: String
    let keys: String

    func canonicalJSON() throws -> [UInt8] {
        try JSONValue.object([
            "issuer": .string(issuer),
            "jwks_uri": .string(keys),
            "subject_types_supported": .array([.string("public")]),
            "response_types_supported": .array([.string("id_token")]),
            "id_token_signing_alg_values_supported": .array([.string("RS256")]),
            "scopes_supported": .array([.string("openid")]),
        ]).canonicalJSON()
    }
}
