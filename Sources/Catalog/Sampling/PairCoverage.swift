/// Which pairs of axis values have occurred.
struct PairCoverage {
    private var numbers: [AxisValue: UInt32] = [:]
    private var seen: Set<UInt64> = []

    /// How many pairs have occurred.
    var count: Int { seen.count }

    /// How many pairs of these values have not occurred yet.
    mutating func missing(in values: [AxisValue]) -> Int {
        pairs(of: values).count { !seen.contains($0) }
    }

    /// Notes the pairs of these values.
    mutating func add(_ values: [AxisValue]) {
        seen.formUnion(pairs(of: values))
    }

    private mutating func pairs(of values: [AxisValue]) -> [UInt64] {
        let row = values.map { value in
            let number = numbers[value] ?? UInt32(numbers.count)
            numbers[value] = number
            return UInt64(number)
        }.sorted()
        var pairs: [UInt64] = []
        for (position, first) in row.enumerated() {
            for second in row[(position + 1)...] { pairs.append(first << 32 | second) }
        }
        return pairs
    }
}
