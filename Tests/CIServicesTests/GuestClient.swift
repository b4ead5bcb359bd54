import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// A guest's side of a connection: it sends what it is told, well-formed or not.
struct GuestClient: Sendable {
    let port: UInt16
    let host: String
    /// What it trusts; `nil` is no TLS.
    let authority: String?

    /// The status and body of a reply.
    struct Reply {
        let status: Int
        let headers: [String]
        let body: String
    }

    /// Asks politely and reads to the connection's end.
    func request(_ target: String, method: String = "GET", headers: [String] = [], host: String? = nil) async throws -> Reply {
        let lines = ["\(method) \(target) HTTP/1.1", "Host: \(host ?? self.host)", "Connection: close"] + headers
        let text = try await exchange(lines.joined(separator: "\r\n") + "\r\n\r\n")
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let head = parts[0].split(separator: "\r\n").map(String.init)
        let status = head.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return Reply(status: status, headers: head.dropFirst().map { $0.lowercased() }, body: parts.count > 1 ? parts[1] : "")
    }

    /// Sends a text and gives what comes back until the server ends the connection.
    func exchange(_ text: String) async throws -> String {
        let connection = try await open()
        connection.send(text)
        return try await connection.received.get()
    }

    /// A connection that sends nothing of itself.
    func open() async throws -> GuestConnection {
        let context = try authority.map { authority in
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(authority.utf8)))
            return try NIOSSLContext(configuration: configuration)
        }
        let received = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: String.self)
        do {
            let channel = try await ClientBootstrap(group: received.futureResult.eventLoop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        if let context {
                            try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: context, serverHostname: host))
                        }
                        try channel.pipeline.syncOperations.addHandler(Collector(received: received))
                    }
                }
                .connect(host: "127.0.0.1", port: Int(port)).get()
            return GuestConnection(channel: channel, received: received.futureResult)
        } catch {
            received.fail(error)
            throw error
        }
    }
}

/// One connection of a guest.
struct GuestConnection: Sendable {
    let channel: any Channel
    /// All that came, once the connection has ended.
    let received: EventLoopFuture<String>

    func send(_ text: String) {
        channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
    }

    func close() async {
        try? await channel.close()
    }
}

/// Gathers what a connection receives until its end, however that comes.
private final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let received: EventLoopPromise<String>
    private var bytes: [UInt8] = []

    init(received: EventLoopPromise<String>) {
        self.received = received
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += unwrapInboundIn(data).readableBytesView
    }

    func channelInactive(context: ChannelHandlerContext) {
        received.succeed(String(decoding: bytes, as: UTF8.self))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
