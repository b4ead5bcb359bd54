import NIOCore
import NIOHTTP1

/// Answers the requests of one connection, one after the other.
final class RequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let replies: [String: @Sendable (HTTPRequest) async throws -> HTTPReply]
    private let limits: ServerLimits
    private var head: HTTPRequestHead?
    private var count = 0

    init(replies: [String: @Sendable (HTTPRequest) async throws -> HTTPReply], limits: ServerLimits) {
        self.replies = replies
        self.limits = limits
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body: break
        case .end:
            guard let head else { return }
            self.head = nil
            answer(head, context)
        }
    }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        count += 1
        guard let request = HTTPRequest(head) else { return write(.refusal(.badRequest), to: head, context) }
        guard let reply = replies[request.host] else { return write(.refusal(.misdirectedRequest), to: head, context) }
        context.eventLoop
            .makeFutureWithTask {
                do {
                    return try await reply(request)
                } catch {
                    return .refusal(.internalServerError)
                }
            }
            .assumeIsolated()
            .whenSuccess { self.write($0, to: head, context) }
    }

    private func write(_ reply: HTTPReply, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        let isLast = !request.isKeepAlive || count >= limits.requestsPerConnection
        var head = HTTPResponseHead(version: .http1_1, status: reply.status)
        head.headers.add(name: "content-type", value: reply.contentType)
        head.headers.add(name: "content-length", value: "\(reply.body.count)")
        if isLast { head.headers.add(name: "connection", value: "close") }
        for (name, value) in reply.headers {
            head.headers.add(name: name, value: value)
        }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if request.method != .HEAD { context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: reply.body)))), promise: nil) }
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
        if isLast { written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) } }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
