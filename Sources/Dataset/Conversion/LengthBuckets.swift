/// Lines in an order in which neighbours are of about the same length, so that a trainer that batches neighbours pads little; among some dozens of like length the order is
/// that of a hash, so that a batch is not all of one topic. The lines wait on disk.
struct LengthBuckets {
    private struct Entry {
        var offset: Int
        var length: Int
        var tokens: Int
        var rank: UInt64
    }

    private static let bucket = 64

    private let spool: FileWriter
    private var entries: [Entry] = []

    init(spool: FileWriter) {
        self.spool = spool
    }

    mutating func append(_ line: RowConverter.Line) throws {
        entries.append(Entry(offset: spool.count, length: line.bytes.count, tokens: line.tokens, rank: NormalizedText.hash(line.bytes)))
        try spool.append(line.bytes)
    }

    /// Writes the lines and deletes the spool.
    func write(to writer: FileWriter) throws {
        let sorted = entries.sorted { ($0.tokens, $0.rank, $0.offset) < ($1.tokens, $1.rank, $1.offset) }
        for start in stride(from: 0, to: sorted.count, by: Self.bucket) {
            let bucket = sorted[start..<min(start + Self.bucket, sorted.count)].sorted { ($0.rank, $0.offset) < ($1.rank, $1.offset) }
            for entry in bucket { try writer.append(spool.read(at: entry.offset, count: entry.length)) }
        }
        try spool.remove()
    }
}
