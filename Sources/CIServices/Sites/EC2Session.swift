import NIOHTTP1

/// The session token that version 2 of EC2's metadata service asks for.
enum EC2Session {
    private static let timeToLive = "x-aws-ec2-metadata-token-ttl-seconds"

    static func reply(to request: HTTPRequest, session: String) -> HTTPReply {
        guard request.method == .PUT else { return .refusal(.methodNotAllowed) }
        guard request.header("x-forwarded-for") == nil else { return .refusal(.forbidden) }
        guard let seconds = request.header(timeToLive).flatMap(Int.init), (1...21600).contains(seconds) else { return .refusal(.badRequest) }
        var reply = HTTPReply.text(session)
        reply.headers = [(timeToLive, "\(seconds)")]
        return reply
    }
}
