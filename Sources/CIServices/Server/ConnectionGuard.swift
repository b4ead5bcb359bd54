import NIOCore

/// The first handler of a connection, below TLS: it counts what comes in, ends what takes too long, and closes without asking the guest.
final class ConnectionGuard: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let connections: ServerConnections
    private var context: ChannelHandlerContext?
    private var end: Scheduled<Void>?
    private var receivedBytes = 0

    init(connections: ServerConnections) {
        self.connections = connections
    }

    /// Fulfilled when the connection is closed; `nil` when it is.
    var closeFuture: EventLoopFuture<Void>? { context?.channel.closeFuture }

    /// Closes the connection. Called from here the handlers above, TLS with its farewell, have no say.
    func abort() {
        context?.close(promise: nil)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        guard connections.add(self) else {
            context.close(promise: nil)
            return
        }
        end = context.eventLoop.assumeIsolated().scheduleTask(in: connections.limits.connectionTime) { [weak self] in self?.abort() }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end?.cancel()
        connections.remove(self)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        receivedBytes += unwrapInboundIn(data).readableBytes
        if receivedBytes > connections.limits.bytesPerConnection {
            context.close(promise: nil)
        } else {
            context.fireChannelRead(data)
        }
    }

    /// Whatever went wrong above, a broken TLS handshake for one, ends this connection and nothing else.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
