import Glibc

/// Collects one output stream from a pipe: counts all of it, keeps its head and its tail.
struct OutputCapture {
    private let pipe: OwnedDescriptor
    private let headCapacity: Int
    private let tailCapacity: Int
    private var head: [UInt8] = []
    /// The last bytes past the head, as a ring once it is full.
    private var tail: [UInt8] = []
    private var tailStart = 0
    private(set) var totalBytes = 0
    private(set) var isOpen = true

    /// - Parameter pipe: the reading end, in non-blocking mode.
    init(pipe: OwnedDescriptor, keptBytes: Int) {
        self.pipe = pipe
        headCapacity = keptBytes / 2
        tailCapacity = keptBytes - headCapacity
    }

    /// The descriptor to wait on; `poll` passes over -1.
    var pollDescriptor: Int32 { isOpen ? pipe.number : -1 }

    /// Reads once; false when nothing is there now or ever again.
    mutating func read(through buffer: UnsafeMutableRawBufferPointer) -> Bool {
        guard isOpen else { return false }
        var count: Int
        repeat { count = Glibc.read(pipe.number, buffer.baseAddress, buffer.count) } while count < 0 && errno == EINTR
        if count > 0 { keep(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
        isOpen = count > 0 || (count < 0 && errno == EAGAIN)
        return count > 0
    }

    var captured: CapturedOutput {
        let tail = Array(self.tail[tailStart...] + self.tail[..<tailStart])
        guard totalBytes > head.count + tail.count else { return CapturedOutput(head: head + tail, totalBytes: totalBytes) }
        return CapturedOutput(head: head, tail: tail, totalBytes: totalBytes)
    }

    private mutating func keep(_ bytes: UnsafeRawBufferPointer) {
        totalBytes += bytes.count
        let toHead = min(bytes.count, headCapacity - head.count)
        head.append(contentsOf: bytes[..<toHead])
        var rest = bytes[toHead...].suffix(tailCapacity)
        let toGrow = min(rest.count, tailCapacity - tail.count)
        tail.append(contentsOf: rest.prefix(toGrow))
        rest = rest.dropFirst(toGrow)
        while !rest.isEmpty {
            let run = rest.prefix(tailCapacity - tailStart)
            tail.replaceSubrange(tailStart..<tailStart + run.count, with: run)
            tailStart = (tailStart + run.count) % tailCapacity
            rest = rest.dropFirst(run.count)
        }
    }
}
