import CSandboxWire
import Glibc

/// This side of a conversation with a zygote or a pid 1, see `sandbox_wire.h`. Used on the slot's thread alone.
struct WireSocket {
    let descriptor: OwnedDescriptor

    /// One packet and the descriptors that came with it.
    struct Packet {
        let bytes: [UInt8]
        let descriptor: OwnedDescriptor?

        var kind: sandbox_message_kind {
            sandbox_message_kind(rawValue: bytes.withUnsafeBytes { $0.loadUnaligned(as: sandbox_message.self) }.kind)
        }

        /// The packet as the structure that its kind has.
        func load<Message: BitwiseCopyable>(as type: Message.Type) throws(SandboxError) -> Message {
            guard bytes.count >= MemoryLayout<Message>.size else { throw SandboxError(stage: "protocol", errorNumber: EBADMSG) }
            return bytes.withUnsafeBytes { $0.loadUnaligned(as: type) }
        }
    }

    /// A connected pair: this process's end and the one to hand over.
    static func pair() throws(SandboxError) -> (WireSocket, OwnedDescriptor) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw SandboxError(stage: "socketpair", errorNumber: errno)
        }
        return (WireSocket(descriptor: OwnedDescriptor(ends[0])), OwnedDescriptor(ends[1]))
    }

    /// Sends a structure, the strings after it, and descriptors.
    func send<Message: BitwiseCopyable>(_ message: Message, strings: [UInt8] = [], descriptors: [Int32] = []) throws(SandboxError) {
        let outcome = withUnsafeBytes(of: message) { head in
            sandbox_send(descriptor.number, head.baseAddress, head.count, strings, strings.count, descriptors, descriptors.count)
        }
        guard outcome == 0 else { throw SandboxError(stage: "send", errorNumber: errno) }
    }

    /// Receives the next packet, waiting at most `timeoutMilliseconds`.
    /// - Throws: ``SandboxError``: `lost` when the peer is gone, `no-answer` when time is up, or what the peer reports.
    func receive(timeoutMilliseconds: Int32) throws(SandboxError) -> Packet {
        var wanted = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
        var ready: Int32
        repeat { ready = poll(&wanted, 1, timeoutMilliseconds) } while ready < 0 && errno == EINTR
        guard ready > 0 else { throw SandboxError(stage: "no-answer", errorNumber: ready < 0 ? errno : ETIMEDOUT) }
        return try receive()
    }

    /// Receives the next packet, which is known to be there.
    func receive() throws(SandboxError) -> Packet {
        var descriptors = [Int32](repeating: -1, count: Int(SANDBOX_PACKET_DESCRIPTORS))
        var count = 0
        var length = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 256) { buffer, initialized in
            length = sandbox_receive(descriptor.number, buffer.baseAddress, buffer.count, &descriptors, &count)
            initialized = max(0, length)
        }
        guard length >= MemoryLayout<sandbox_message>.size else {
            throw SandboxError(stage: "lost", errorNumber: length < 0 ? errno : ECONNRESET)
        }
        let packet = Packet(bytes: bytes, descriptor: count > 0 ? OwnedDescriptor(descriptors[0]) : nil)
        guard packet.kind != SANDBOX_FAILED else {
            let failure = try packet.load(as: sandbox_failure.self)
            throw SandboxError(stage: withUnsafeBytes(of: failure.stage) { text($0) }, errorNumber: failure.error_number)
        }
        return packet
    }
}

/// The text of a NUL-padded field.
private func text(_ field: UnsafeRawBufferPointer) -> String {
    String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
}
