import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Sandbox
import SystemPackage

/// Serves the sites of one sandbox, all of them on one event loop, which it shares with those of other sandboxes.
///
/// Guests are hostile: what one can cost is bounded by ``ServerLimits``.
final class HTTPServer: Sendable {
    private let eventLoop: any EventLoop
    private let connections: NIOLoopBound<ServerConnections>

    private init(eventLoop: any EventLoop, connections: NIOLoopBound<ServerConnections>) {
        self.eventLoop = eventLoop
        self.connections = connections
    }

    /// Opens the sites' endpoints and serves them.
    /// - Parameters:
    ///   - context: the server side of TLS, for the sites that use it.
    ///   - listen: opens a listening socket, which is then the server's.
    static func start(
        _ sites: [HTTPSite],
        context: NIOSSLContext?,
        limits: ServerLimits,
        listen: (NetworkEndpoint) async throws -> SystemPackage.FileDescriptor
    ) async throws -> HTTPServer {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let connections = try await eventLoop.submit { NIOLoopBound(ServerConnections(limits: limits), eventLoop: eventLoop) }.get()
        let server = HTTPServer(eventLoop: eventLoop, connections: connections)
        do {
            for (endpoint, sites) in Dictionary(grouping: sites, by: \.endpoint).sorted(by: { $0.key.description < $1.key.description }) {
                let socket = try await listen(endpoint)
                try await server.serve(sites, on: socket, context: sites.contains(where: \.usesTLS) ? context : nil)
            }
        } catch {
            await server.stop()
            throw error
        }
        return server
    }

    /// Takes the socket over.
    private func serve(_ sites: [HTTPSite], on socket: SystemPackage.FileDescriptor, context: NIOSSLContext?) async throws {
        let replies = Dictionary(sites.map { ($0.host, $0.reply) }, uniquingKeysWith: { first, _ in first })
        let channel = try await ServerBootstrap(group: eventLoop)
            .serverChannelInitializer { [connections] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptGate(connections: connections.value))
                }
            }
            .childChannelInitializer { [connections] channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(ConnectionGuard(connections: connections.value))
                    if let context { try pipeline.addHandler(NIOSSLServerHandler(context: context)) }
                    try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: true, withErrorHandling: true)
                    try pipeline.addHandler(RequestHandler(replies: replies, limits: connections.value.limits))
                }
            }
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .withBoundSocket(socket.rawValue)
            .get()
        try await eventLoop.submit { [connections] in connections.value.add(listener: channel) }.get()
    }

    /// Ends every connection, however its guest takes it, and closes the sockets.
    func stop() async {
        let closed = eventLoop.flatSubmit { [connections, eventLoop] in
            EventLoopFuture.andAllComplete(connections.value.closeAll(), on: eventLoop)
        }
        // Nothing but the end of the event loop, which is never ended, could fail this.
        try? await closed.get()
    }
}
