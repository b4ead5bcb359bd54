/// The bytes of one output stream: all of them when they fit, else the head and the tail around a gap.
public struct CapturedOutput: Codable, Sendable, Hashable {
    /// The first bytes of the stream.
    public var head: [UInt8]
    /// The last bytes of the stream when ``head`` could not hold it all, else empty.
    public var tail: [UInt8]
    /// How many bytes the command wrote (or wrote until it was ended).
    public var totalBytes: Int

    /// An empty stream, or one with the given parts.
    public init(head: [UInt8] = [], tail: [UInt8] = [], totalBytes: Int = 0) {
        self.head = head
        self.tail = tail
        self.totalBytes = totalBytes
    }

    /// Whether bytes between head and tail were dropped.
    public var isTruncated: Bool { totalBytes > head.count + tail.count }

    /// The kept bytes for reading by people: invalid UTF-8 is repaired and a gap is named.
    public var text: String {
        guard isTruncated else { return String(decoding: head + tail, as: UTF8.self) }
        let gap = "\n… \(totalBytes - head.count - tail.count) bytes left out …\n"
        return String(decoding: head, as: UTF8.self) + gap + String(decoding: tail, as: UTF8.self)
    }
}
