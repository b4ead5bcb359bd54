import Basics
import CIMocks
import Foundation
import Glibc
import Orchestrator
import Sandbox
import Synchronization
import SystemPackage

@testable import CIServices

/// A job's endpoints, served on ports of the host's loopback in place of a sandbox's.
final class TestService: Sendable {
    let service: CIService
    private let ports: [NetworkEndpoint: UInt16]

    init(_ endpoints: CIEndpoints, limits: ServerLimits = ServerLimits(), clock: Date = Date()) async throws {
        let description = try ServiceDescription(kind: CIEndpoints.serviceKind, configuration: endpoints)
        let ports = Mutex<[NetworkEndpoint: UInt16]>([:])
        service = try await CIServiceProvider(limits: limits, clock: { clock }).start(description) { endpoint in
            let (socket, port) = try Self.listen()
            ports.withLock { $0[endpoint] = port }
            return socket
        }
        self.ports = ports.withLock { $0 }
    }

    var environment: [String: String] { service.provisions.environment }

    /// The certificate of the authority that the sandbox trusts.
    var authority: String { file("/etc/ssl/certs/ca-certificates.crt") }

    /// A file that the service lays.
    func file(_ path: String) -> String {
        service.provisions.files.first { $0.path == path }.map { String(decoding: $0.content, as: UTF8.self) } ?? ""
    }

    /// A client of one endpoint, by TLS when the address says so.
    func client(_ address: String) throws -> GuestClient {
        let server = try ServerAddress(address)
        let endpoint = NetworkEndpoint(address: server.hosts.isEmpty ? server.endpoint.address : .loopback, port: server.endpoint.port)
        let resolved = service.provisions.hosts[server.host].map { NetworkEndpoint(address: $0, port: endpoint.port) } ?? endpoint
        guard let port = ports[resolved] else { throw Errno.addressNotAvailable }
        return GuestClient(port: port, host: server.host, authority: server.usesTLS ? authority : nil)
    }

    func stop() async {
        await service.stop()
    }

    private static func listen() throws -> (FileDescriptor, UInt16) {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw Errno(rawValue: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let outcome = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(socket, address, size) == 0 && Glibc.listen(socket, 128) == 0 && getsockname(socket, address, &size) == 0
            }
        }
        guard outcome else { throw Errno(rawValue: errno) }
        return (FileDescriptor(rawValue: socket), UInt16(bigEndian: address.sin_port))
    }
}
