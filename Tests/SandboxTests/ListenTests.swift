import Dispatch
import Glibc
import Sandbox
import SystemPackage
import Testing

@Suite("The host listens inside a sandbox", .needsBackend) struct ListenTests {
    @Test(arguments: [
        NetworkEndpoint(port: 443), NetworkEndpoint(port: 80), NetworkEndpoint(address: IPv4Address(127, 9, 8, 7), port: 54321),
        NetworkEndpoint(address: .instanceMetadata, port: 80),
    ])
    func theGuestReachesTheHostsListener(endpoint: NetworkEndpoint) async throws {
        let heard = try await inSandbox { try await $0.hear(greeting: "from outside", at: endpoint) }
        #expect(heard == ["from outside"])
    }

    @Test func equalEndpointsOfTwoSandboxesNeverMeet() async throws {
        try await inSandbox { (one) async throws in
            try await inSandbox { (other) async throws in
                let endpoint = NetworkEndpoint(port: 443)
                let sockets = [try await one.listen(on: endpoint), try await other.listen(on: endpoint)]
                defer { sockets.forEach { try? $0.close() } }
                async let heardByOther = other.connect(to: endpoint)
                try await sockets[1].greet("other")
                #expect(try await heardByOther == ["other"])
                async let heardByOne = one.connect(to: endpoint)
                try await sockets[0].greet("one")
                #expect(try await heardByOne == ["one"])
            }
        }
    }

    @Test func theNextSandboxOfTheSlotMeetsNothingOfIt() async throws {
        let endpoint = NetworkEndpoint(address: .instanceMetadata, port: 80)
        let slot = try await SandboxSlot(rootFileSystem: TestRoot.path, backend: .tested)
        let held = try await slot.withSandbox(limits: Limits()) { try await $0.listen(on: endpoint) }
        try await slot.withSandbox(limits: Limits()) { (sandbox) async throws in
            #expect(try await sandbox.sh("nc -w 1 169.254.169.254 80 </dev/null").termination != .exited(0))
            #expect(try await sandbox.sh("ip address show dev lo").standardOutput.text.contains("127.0.0.1"))
            #expect(try await !sandbox.sh("ip address show dev lo").standardOutput.text.contains("169.254"))
            #expect(try await sandbox.hear(greeting: "mine", at: endpoint) == ["mine"])
            #expect(throws: Errno.wouldBlock) { try held.accept() }
        }
        try held.close()
        await slot.close()
    }

    @Test func whatCannotListenSaysWhy() async throws {
        try await inSandbox { (sandbox) async throws in
            func refusal(_ endpoint: NetworkEndpoint) async throws -> SandboxError {
                try #require(await #expect(throws: SandboxError.self) { try await sandbox.listen(on: endpoint).close() })
            }
            let endpoint = NetworkEndpoint(port: 443)
            let socket = try await sandbox.listen(on: endpoint)
            let taken = try await refusal(endpoint)
            #expect(
                taken.description
                    == "sandbox: listen '127.0.0.1:443': Address already in use (something in the sandbox listens here already; choose another port)")
            #expect(try await refusal(NetworkEndpoint(address: IPv4Address(192, 0, 2, 1), port: 443)).errorNumber == EADDRNOTAVAIL)
            #expect(try await refusal(NetworkEndpoint(port: 0)).errorNumber == EINVAL)
            let others = try await (1...15).asyncMap { try await sandbox.listen(on: NetworkEndpoint(port: UInt16(1000 + $0))) }
            #expect(try await refusal(NetworkEndpoint(port: 2000)).errorNumber == EMFILE)
            /// None of it is the sandbox's misfortune.
            async let heard = sandbox.connect(to: endpoint)
            try await socket.greet("still here")
            #expect(try await heard == ["still here"])
            try ([socket] + others).forEach { try $0.close() }
        }
    }

    @Test func addressesAreReadAndWritten() throws {
        #expect(IPv4Address("169.254.169.254") == .instanceMetadata)
        #expect(NetworkEndpoint(port: 443).description == "127.0.0.1:443")
        for text in ["", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.-4", " 1.2.3.4"] {
            #expect(IPv4Address(text) == nil, "\(text)")
        }
    }
}

extension Sandbox {
    /// What a client in the sandbox reads until the connection's end.
    fileprivate func connect(to endpoint: NetworkEndpoint) async throws -> [String] {
        try await sh("nc \(endpoint.address) \(endpoint.port) </dev/null").lines
    }

    /// Listens, greets the one client and says what that read.
    fileprivate func hear(greeting: String, at endpoint: NetworkEndpoint) async throws -> [String] {
        let socket = try await listen(on: endpoint)
        defer { try? socket.close() }
        async let heard = connect(to: endpoint)
        try await socket.greet(greeting)
        return try await heard
    }
}

extension FileDescriptor {
    /// Takes the next connection.
    /// - Throws: `Errno.wouldBlock` when there is none.
    fileprivate func accept() throws -> FileDescriptor {
        let connection = Glibc.accept(rawValue, nil, nil)
        guard connection >= 0 else { throw Errno(rawValue: errno) }
        return FileDescriptor(rawValue: connection)
    }

    /// Waits for one connection, on a thread that may be held up, writes a line to it and ends it.
    fileprivate func greet(_ text: String) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result {
                        var wanted = pollfd(fd: rawValue, events: Int16(POLLIN), revents: 0)
                        try #require(poll(&wanted, 1, 60_000) == 1, "nobody connects")
                        let connection = try accept()
                        try connection.closeAfter { _ = try connection.writeAll("\(text)\n".utf8) }
                    }
                )
            }
        }
    }
}

extension ClosedRange<Int> {
    fileprivate func asyncMap<Element>(_ transform: (Int) async throws -> Element) async throws -> [Element] {
        var elements: [Element] = []
        for number in self {
            elements.append(try await transform(number))
        }
        return elements
    }
}
