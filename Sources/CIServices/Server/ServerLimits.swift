import NIOCore

/// What the guests of one sandbox can make its server do. A real build stays far below each; a guest that does not harms itself alone.
struct ServerLimits: Sendable {
    /// Connections at once, all endpoints together; further ones wait in the kernel.
    var connectionsAtOnce = 64
    /// Connections in all; then the server listens no more.
    var connections = 4096
    /// How long a connection lasts at most, whatever it does.
    var connectionTime = TimeAmount.seconds(60)
    /// Bytes that one connection may send, encrypted ones if there is TLS: also the most that one costs in memory.
    var bytesPerConnection = 64 << 10
    /// Requests that are answered on one connection.
    var requestsPerConnection = 64
}
