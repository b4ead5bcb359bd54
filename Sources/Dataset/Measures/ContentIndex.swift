/// Which rows have a content that occurred before.
struct ContentIndex {
    private static let namedPairs = 20

    private var first: [UInt128: Int32] = [:]
    private var count: Int32 = 0
    /// Rows whose content occurred before.
    private(set) var repetitions = 0
    /// The first of them with the row that they repeat.
    private(set) var pairs: [(row: Int, earlier: Int)] = []

    mutating func append(_ content: UInt128) {
        if let earlier = first[content] {
            repetitions += 1
            if pairs.count < Self.namedPairs { pairs.append((Int(count), Int(earlier))) }
        } else {
            first[content] = count
        }
        count += 1
    }
}
