import NIOCore

/// The listeners and connections of one server. Used on its event loop alone.
final class ServerConnections {
    let limits: ServerLimits
    private var listeners: [any Channel] = []
    private var open: [ObjectIdentifier: ConnectionGuard] = [:]
    /// Those that were ever open.
    private var count = 0
    /// Wakes listeners that wait for a connection to end.
    private var waiting: [AcceptGate] = []
    private var isStopping = false

    init(limits: ServerLimits) {
        self.limits = limits
    }

    /// Whether another connection may be taken now.
    var hasRoom: Bool { open.count < limits.connectionsAtOnce }

    func add(listener: any Channel) {
        listeners.append(listener)
    }

    /// Has `gate` told when there is room again.
    func wait(_ gate: AcceptGate) {
        waiting.append(gate)
    }

    /// Takes note of a connection; false when it must not be served.
    func add(_ connection: ConnectionGuard) -> Bool {
        guard !isStopping, count < limits.connections else { return false }
        open[ObjectIdentifier(connection)] = connection
        count += 1
        if count == limits.connections { closeListeners() }
        return true
    }

    func remove(_ connection: ConnectionGuard) {
        open[ObjectIdentifier(connection)] = nil
        let gates = waiting
        waiting = []
        gates.forEach { $0.resume() }
    }

    /// Closes everything.
    /// - Returns: what is done when all of it is closed.
    func closeAll() -> [EventLoopFuture<Void>] {
        isStopping = true
        waiting = []
        let ends = listeners.map(\.closeFuture) + open.values.compactMap(\.closeFuture)
        closeListeners()
        open.values.forEach { $0.abort() }
        return ends
    }

    private func closeListeners() {
        listeners.forEach { $0.close(promise: nil) }
    }
}
