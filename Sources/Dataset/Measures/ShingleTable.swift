/// For each text the set of its word n-grams, as sorted 32-bit hashes in one flat array: four bytes an n-gram.
struct ShingleTable {
    private var hashes: [UInt32] = []
    private var starts: [Int] = [0]

    var count: Int { starts.count - 1 }

    /// The n-grams of one text, ascending.
    subscript(row: Int) -> ArraySlice<UInt32> { hashes[starts[row]..<starts[row + 1]] }

    /// Adds a text. One shorter than `length` words is one n-gram of all its words.
    mutating func append(words: [UInt64], length: Int) {
        var grams: [UInt32] = []
        if words.count < length {
            if !words.isEmpty { grams.append(Self.hash(words[...])) }
        } else {
            grams.reserveCapacity(words.count)
            for start in 0...(words.count - length) { grams.append(Self.hash(words[start..<(start + length)])) }
        }
        grams.sort()
        var last: UInt32?
        for gram in grams where gram != last {
            hashes.append(gram)
            last = gram
        }
        starts.append(hashes.count)
    }

    /// How many texts hold each n-gram. N-grams whose hashes end in the same 22 bits are counted together, which at a hundred million n-grams adds about 25 to a count.
    func frequencies() -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: 1 << Self.frequencyBits)
        for hash in hashes { counts[Self.slot(of: hash)] += 1 }
        return counts
    }

    /// The place of an n-gram in ``frequencies()``.
    static func slot(of hash: UInt32) -> Int { Int(hash & (1 << frequencyBits - 1)) }

    /// The table without the n-grams that are not kept.
    func filter(_ isKept: (UInt32) -> Bool) -> ShingleTable {
        var table = ShingleTable()
        table.hashes.reserveCapacity(hashes.count)
        table.starts.reserveCapacity(starts.count)
        for row in 0..<count {
            for hash in self[row] where isKept(hash) { table.hashes.append(hash) }
            table.starts.append(table.hashes.count)
        }
        return table
    }

    /// The n-grams without those that more than a tenth of the first texts share (at least five of them): what is left tells texts from each other.
    /// - Parameter reference: how many texts are looked at; with a fixed number, what is left of a text does not depend on how many follow.
    func withoutTemplate(reference: Int = .max) -> ShingleTable {
        let reference = min(reference, count)
        var frequencies = [UInt32](repeating: 0, count: 1 << Self.frequencyBits)
        for hash in hashes[..<starts[reference]] { frequencies[Self.slot(of: hash)] += 1 }
        let limit = UInt32(clamping: max(5, reference / 10))
        return filter { frequencies[Self.slot(of: $0)] <= limit }
    }

    /// The table of these texts, in this order.
    func selecting(_ rows: some Sequence<Int>) -> ShingleTable {
        var table = ShingleTable()
        for row in rows {
            table.hashes += self[row]
            table.starts.append(table.hashes.count)
        }
        return table
    }

    /// How many n-grams two texts have in common.
    static func common(_ first: ArraySlice<UInt32>, _ second: ArraySlice<UInt32>) -> Int {
        var common = 0
        var one = first.startIndex
        var two = second.startIndex
        while one < first.endIndex, two < second.endIndex {
            let (left, right) = (first[one], second[two])
            if left == right { common += 1 }
            if left <= right { one += 1 }
            if right <= left { two += 1 }
        }
        return common
    }

    private static let frequencyBits: UInt32 = 22

    private static func hash(_ words: ArraySlice<UInt64>) -> UInt32 {
        UInt32(truncatingIfNeeded: words.reduce(0) { NormalizedText.mix($0 &+ $1) } >> 32)
    }
}
