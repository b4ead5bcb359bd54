import Foundation
import NIOCore
import Testing

@testable import CIServices

@Suite("Guests that mean harm") struct HostileGuestTests {
    private static let keyHost = "https://token.actions.githubusercontent.com"
    private static let keyPath = "/.well-known/jwks"

    /// A server, and beside it another job's, whose clients must notice nothing.
    private func withServer(
        _ limits: ServerLimits = ServerLimits(),
        _ body: (_ victim: GuestClient, _ plain: GuestClient) async throws -> Void
    ) async throws {
        let service = try await TestService(CIEndpointsSamples.both, limits: limits)
        let neighbour = try await TestService(.gitHub(repository: "acme/neighbour"))
        try await body(try service.client(Self.keyHost), try service.client("http://127.0.0.1:8080"))
        #expect(try await neighbour.client(Self.keyHost).request(Self.keyPath).status == 200)
        await service.stop()
        await neighbour.stop()
    }

    @Test(arguments: [
        "\r\n\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "NONSENSE / HTTP/1.1\r\nHost: x\r\n\r\n", "\0\0\0\0\0\0\0\0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : x\r\n\r\n", "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzzz\r\n\r\n",
    ])
    func malformedRequestsEndTheirConnection(text: String) async throws {
        try await withServer { (tls, plain) async throws in
            for client in [plain, tls] {
                let reply = try await client.exchange(text + "GET / HTTP/1.0\r\n\r\n")
                #expect(!reply.contains(" 200 "))
                #expect(try await client.request(client.authority == nil ? "/oauth/discovery/keys" : Self.keyPath).status == 200)
            }
        }
    }

    @Test func whatIsNotTLSEndsItsConnection() async throws {
        try await withServer { (tls, _) async throws in
            let garbage = GuestClient(port: tls.port, host: tls.host, authority: nil)
            for text in ["GET / HTTP/1.1\r\nHost: x\r\n\r\n", String(repeating: "\u{16}\u{3}\u{1}", count: 5000)] {
                #expect(try await !garbage.exchange(text).contains("HTTP"))
            }
            #expect(try await tls.request(Self.keyPath).status == 200)
        }
    }

    @Test(arguments: ["header", "body", "target"])
    func whatIsTooLongEndsItsConnection(part: String) async throws {
        try await withServer { (_, plain) async throws in
            let long = String(repeating: "a", count: 1 << 20)
            let text =
                switch part {
                case "header": "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: \(long)\r\n\r\n"
                case "body": "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: \(long.count)\r\n\r\n\(long)"
                default: "GET /\(long) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                }
            #expect(try await !plain.exchange(text).contains(" 200 "))
            #expect(try await plain.request("/oauth/discovery/keys").status == 200)
        }
    }

    @Test func whoDawdlesIsCutOff() async throws {
        var limits = ServerLimits()
        limits.connectionTime = .milliseconds(100)
        try await withServer(limits) { (tls, plain) async throws in
            for client in [plain, tls] {
                #expect(try await client.exchange("GET / HTTP/1.1\r\nHost: 127") == "")
            }
        }
    }

    @Test func aFloodOfRequestsOnOneConnectionIsCutOff() async throws {
        var limits = ServerLimits()
        limits.requestsPerConnection = 3
        try await withServer(limits) { (_, plain) async throws in
            let requests = String(repeating: "GET /oauth/discovery/keys HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", count: 100)
            let replies = try await plain.exchange(requests)
            #expect(replies.components(separatedBy: "HTTP/1.1 200").count - 1 == 3)
        }
    }

    @Test func moreConnectionsThanMayBeWaitTheirTurn() async throws {
        var limits = ServerLimits()
        limits.connectionsAtOnce = 4
        try await withServer(limits) { (_, plain) async throws in
            var held: [GuestConnection] = []
            for _ in 0..<40 {
                held.append(try await plain.open())
            }
            async let late = plain.request("/oauth/discovery/keys")
            for connection in held {
                await connection.close()
            }
            #expect(try await late.status == 200)
        }
    }

    @Test func afterAllItsConnectionsASandboxHasNoMore() async throws {
        var limits = ServerLimits()
        limits.connections = 5
        try await withServer(limits) { (_, plain) async throws in
            var answered = 0
            await #expect(throws: (any Error).self) {
                for _ in 0..<1000 {
                    // One that was in the kernel's queue when the server closed it ends without a word.
                    if try await plain.request("/oauth/discovery/keys").status == 200 { answered += 1 }
                }
            }
            #expect(answered == 5)
        }
    }

    @Test func stoppingEndsConnectionsAndListeners() async throws {
        let service = try await TestService(CIEndpointsSamples.both)
        let clients = [try service.client(Self.keyHost), try service.client("http://127.0.0.1:8080")]
        var held: [GuestConnection] = []
        for client in clients {
            let connection = try await client.open()
            connection.send("GET /")
            held.append(connection)
        }
        await service.stop()
        for connection in held {
            #expect(try await connection.received.get() == "")
        }
        for client in clients {
            await #expect(throws: (any Error).self) { try await client.open() }
        }
    }
}
