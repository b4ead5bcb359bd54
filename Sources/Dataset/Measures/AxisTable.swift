/// The axis values of all rows, in two bytes a value.
struct AxisTable {
    private static let mostValues = 4096

    private var axes: [String: (isSet: Bool, values: [String: UInt16])] = [:]
    private var names: [(axis: String, value: String)] = []
    private var cells: [UInt16] = []
    private var starts: [Int] = [0]

    mutating func append(_ metadata: [String: AxisValues]) {
        for (axis, entry) in metadata.sorted(by: { $0.key < $1.key }) {
            for value in entry.values {
                if let number = number(of: value, on: axis, isSet: entry.isSet) { cells.append(number) }
            }
        }
        starts.append(cells.count)
    }

    /// The number that stands for a value, or `nil` once there are too many: such values are names, not axes.
    private mutating func number(of value: String, on axis: String, isSet: Bool) -> UInt16? {
        if let number = axes[axis]?.values[value] { return number }
        guard names.count < Self.mostValues else { return nil }
        let number = UInt16(names.count)
        names.append((axis, value))
        axes[axis, default: (isSet, [:])].values[value] = number
        return number
    }

    /// Distinct values of all axes.
    var valueCount: Int { names.count }

    /// Rows in the table.
    var rowCount: Int { starts.count - 1 }

    /// The text of a value.
    func text(of value: Int) -> String { names[value].value }

    /// Calls `body` with the numbers of each row's values.
    func forEachRow(_ body: (ArraySlice<UInt16>) -> Void) {
        for row in 0..<rowCount { body(cells[starts[row]..<starts[row + 1]]) }
    }

    /// The axes in order of their names, each with its values, but for values that all rows have.
    func countedAxes() -> [(name: String, isSet: Bool, values: [Int])] {
        var counts = [Int](repeating: 0, count: names.count)
        for cell in cells { counts[Int(cell)] += 1 }
        return axes.sorted { $0.key < $1.key }.map { name, axis in
            (name, axis.isSet, axis.values.values.map(Int.init).filter { counts[$0] < rowCount }.sorted())
        }.filter { !$0.values.isEmpty }
    }

    /// Counts and evenness of each axis, in order of their names.
    func axisReports() -> [AxisReport] {
        var counts = [Int](repeating: 0, count: names.count)
        for cell in cells { counts[Int(cell)] += 1 }
        return axes.sorted { $0.key < $1.key }.map { name, axis in
            let values = axis.values.map { AxisReport.Value(value: $0.key, rows: counts[Int($0.value)]) }
            return AxisReport(name: name, values: values.sorted { ($1.rows, $0.value) < ($0.rows, $1.value) })
        }
    }

    /// How many of the pairs of values on two axes, or of two values in one set, occur in a row together.
    func pairReport() -> PairReport {
        let width = names.count
        var isSeen = [Bool](repeating: false, count: width * width)
        for row in 0..<(starts.count - 1) {
            let values = cells[starts[row]..<starts[row + 1]]
            for (position, first) in values.enumerated() {
                for second in values.dropFirst(position + 1) { isSeen[Int(min(first, second)) * width + Int(max(first, second))] = true }
            }
        }
        let sorted = axes.sorted { $0.key < $1.key }
        var pairs: [PairReport.Axes] = []
        for (position, first) in sorted.enumerated() {
            for second in sorted[position...] where first.key != second.key || first.value.isSet {
                var entry = PairReport.Axes(first: first.key, second: second.key, seen: 0, possible: 0)
                for one in first.value.values.values {
                    for two in second.value.values.values where first.key != second.key || one < two {
                        entry.possible += 1
                        if isSeen[Int(min(one, two)) * width + Int(max(one, two))] { entry.seen += 1 }
                    }
                }
                if entry.possible > 0 { pairs.append(entry) }
            }
        }
        return PairReport(axes: pairs)
    }
}
