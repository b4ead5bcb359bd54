/// Which pairs of axis values have occurred.
struct PairCoverage {
    private static let candidates = 24

    private var numbers: [AxisValue: Int] = [:]
    /// For the value of each number, whether it has met the value of a lower number.
    private var met: [[Bool]] = []

    /// How many pairs of these values have not occurred yet.
    mutating func missing(in values: [AxisValue]) -> Int {
        let row = numbered(values)
        var missing = 0
        for (position, number) in row.enumerated() {
            for lower in row[..<position] where !met[number][lower] { missing += 1 }
        }
        return missing
    }

    /// Notes the pairs of these values.
    mutating func add(_ values: [AxisValue]) {
        let row = numbered(values)
        for (position, number) in row.enumerated() {
            for lower in row[..<position] { met[number][lower] = true }
        }
    }

    /// Notes that of several candidates which has most pairs that have not occurred yet, the first of such.
    /// - Parameter values: the axis values of a candidate.
    /// - Returns: which it is.
    mutating func addBest(values: (_ candidate: Int) -> [AxisValue]) -> Int {
        var best = (candidate: 0, missing: -1, values: [AxisValue]())
        for candidate in 0..<Self.candidates where best.missing != 0 {
            let values = values(candidate)
            let missing = missing(in: values)
            if missing > best.missing { best = (candidate, missing, values) }
        }
        add(best.values)
        return best.candidate
    }

    private mutating func numbered(_ values: [AxisValue]) -> [Int] {
        values.map { value in
            if let number = numbers[value] { return number }
            let number = numbers.count
            numbers[value] = number
            met.append(Array(repeating: false, count: number))
            return number
        }.sorted()
    }
}
