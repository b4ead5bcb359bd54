/// Counts the combinations of two, three and, for a sample, four axis values that occur in a row together.
struct TupleCounter {
    /// Room for the counts of three values, in bytes.
    private static let mostTriples = 64 << 20
    /// One combination of four in so many is counted.
    private static let sampling: UInt64 = 256

    private let table: AxisTable
    /// For each value its place among those that are counted, or -1.
    private let places: [Int]
    private let sizes: [(isSet: Bool, values: Int)]
    /// Axes with so many values that their combinations are not counted.
    let leftOut: [String]

    init(_ table: AxisTable) {
        self.table = table
        var axes = table.countedAxes()
        var leftOut: [String] = []
        while Self.triples(of: axes.map(\.values.count).reduce(0, +)) > Self.mostTriples,
            let widest = axes.max(by: { $0.values.count < $1.values.count })
        {
            leftOut.append(widest.name)
            axes.removeAll { $0.name == widest.name }
        }
        var places = [Int](repeating: -1, count: table.valueCount)
        for (place, value) in axes.flatMap(\.values).enumerated() { places[value] = place }
        self.places = places
        self.leftOut = leftOut.sorted()
        sizes = axes.map { ($0.isSet, $0.values.count) }
    }

    func reports() -> [TupleReport] {
        let width = sizes.map(\.values).reduce(0, +)
        var pairs = [UInt8](repeating: 0, count: width * (width - 1) / 2)
        var triples = [UInt8](repeating: 0, count: Self.triples(of: width))
        var quadruples: [UInt64: UInt8] = [:]
        let marks = (0..<UInt64(width)).map { NormalizedText.mix($0 + 1) }
        table.forEachRow { row in
            let values = row.lazy.map { places[Int($0)] }.filter { $0 >= 0 }.sorted()
            for (last, d) in values.enumerated() {
                for (third, c) in values[..<last].enumerated() {
                    Self.increment(&pairs[d * (d - 1) / 2 + c])
                    for (second, b) in values[..<third].enumerated() {
                        Self.increment(&triples[d * (d - 1) * (d - 2) / 6 + c * (c - 1) / 2 + b])
                        let mark = marks[d] &+ marks[c] &+ marks[b]
                        for a in values[..<second] {
                            let sum = mark &+ marks[a]
                            if (sum &* 0x9e37_79b9_7f4a_7c15) >> 56 == 0 { Self.increment(&quadruples[sum, default: 0]) }
                        }
                    }
                }
            }
        }
        return [
            TupleReport(size: 2, counts: pairs, possible: possible(2), sampled: 1),
            TupleReport(size: 3, counts: triples, possible: possible(3), sampled: 1),
            TupleReport(size: 4, counts: quadruples.values, possible: possible(4), sampled: 1 / Double(Self.sampling)),
        ]
    }

    private static func increment(_ count: inout UInt8) {
        if count < .max { count += 1 }
    }

    private static func triples(of width: Int) -> Int { width * (width - 1) * (width - 2) / 6 }

    /// Ways to take so many values, no two of one axis that is not a set: a coefficient of the product of a polynomial for each axis.
    private func possible(_ size: Int) -> Double {
        var ways = [1.0] + [Double](repeating: 0, count: size)
        func multiply(by values: Int) {
            for taken in stride(from: size, to: 0, by: -1) { ways[taken] += ways[taken - 1] * Double(values) }
        }
        for axis in sizes {
            if axis.isSet { for _ in 0..<axis.values { multiply(by: 1) } } else { multiply(by: axis.values) }
        }
        return ways[size]
    }
}
