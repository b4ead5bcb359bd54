import CSandboxWire
import CTestSupport
import Glibc
import Testing

/// The packets between the orchestrator and what it starts, where the peer is not what it should be.
@Suite("Wire") struct WireTests {
    /// The fourth once landed behind the caller's array.
    @Test(arguments: 0...6) func noMoreDescriptorsArriveThanThereIsRoomFor(count: Int) throws {
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
        defer { ends.forEach { close($0) } }
        #expect(test_send_descriptors(ends[0], UInt32(count)) == 4)
        let room = Int(SANDBOX_PACKET_DESCRIPTORS)
        let untouched: Int32 = -7
        var received = [Int32](repeating: untouched, count: room + 3)
        var found = 0
        var word: UInt32 = 0
        let length = sandbox_receive(ends[1], &word, 4, &received, &found)
        let failure = errno
        #expect(received[room...].allSatisfy { $0 == untouched })
        if count <= room {
            #expect(length == 4 && found == count)
            received.prefix(found).forEach { close($0) }
        } else {
            #expect(length == -1 && failure == EMSGSIZE && found == 0)
            // What came before the one too many is closed again.
            for descriptor in received where descriptor != untouched { #expect(fcntl(descriptor, F_GETFD) < 0) }
        }
    }
}
