import NIOCore

/// Accepts no connection while the server has as many as it may: further ones stay in the kernel's queue.
final class AcceptGate: ChannelDuplexHandler {
    typealias InboundIn = any Channel
    typealias OutboundIn = Never

    private let connections: ServerConnections
    private var context: ChannelHandlerContext?

    init(connections: ServerConnections) {
        self.connections = connections
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func read(context: ChannelHandlerContext) {
        if connections.hasRoom {
            context.read()
        } else {
            connections.wait(self)
        }
    }

    /// Goes on after a wait.
    func resume() {
        guard let context else { return }
        read(context: context)
    }
}
