import Glibc

/// Where in a sandbox's network something listens for TCP connections.
public struct NetworkEndpoint: Codable, Sendable, Hashable, CustomStringConvertible {
    /// A loopback (`127.0.0.0/8`) or link-local (`169.254.0.0/16`) address.
    public var address: IPv4Address
    /// The port, from 1; those below 1024 are as good as any.
    public var port: UInt16

    /// An endpoint with every part given.
    public init(address: IPv4Address = .loopback, port: UInt16) {
        self.address = address
        self.port = port
    }

    /// `ADDRESS:PORT`.
    public var description: String { "\(address):\(port)" }

    /// What can be done when nothing can be made to listen here.
    func mend(of errorNumber: Int32) -> String {
        switch errorNumber {
        case EADDRINUSE: "something in the sandbox listens here already; choose another port"
        case EADDRNOTAVAIL: "give an address of loopback, 127.0.0.0/8, or link-local, 169.254.0.0/16"
        case EINVAL: "give a port from 1 to 65535"
        case EMFILE: "the host may listen at 16 endpoints of one sandbox"
        default: ""
        }
    }
}
