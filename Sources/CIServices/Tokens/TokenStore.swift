/// The tokens of one job's service by their audience, each signed once, and no more of them than one job can want.
actor TokenStore {
    private let sign: @Sendable (_ audience: String) async throws -> String
    private var tokens: [String: String] = [:]

    /// A signature takes a millisecond.
    static let mostTokens = 64

    init(sign: @escaping @Sendable (_ audience: String) async throws -> String) {
        self.sign = sign
    }

    /// The token for an audience, or `nil` when this job has had too many already.
    func token(for audience: String) async throws -> String? {
        if let token = tokens[audience] { return token }
        guard tokens.count < Self.mostTokens else { return nil }
        let token = try await sign(audience)
        tokens[audience] = token
        return token
    }
}
