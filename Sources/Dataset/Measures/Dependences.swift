import Foundation

/// Mutual information between axes; each member of a set is an axis with two values.
struct Dependences {
    private static let shown = 10
    private static let leastShare = 0.01
    /// With fewer rows for each combination of two values that occurs, chance looks like dependence.
    private static let leastRowsPerCell = 5

    /// A variable: numbers of its values, to which comes, for a member of a set, that it is not there.
    private struct Variable {
        var name: String
        var values: [Int]
        var isMember: Bool
    }

    private let together: [Int32]
    private let width: Int
    private let rows: Int

    private init(_ table: AxisTable) {
        let width = table.valueCount
        var together = [Int32](repeating: 0, count: width * width)
        table.forEachRow { row in
            for first in row {
                for second in row { together[Int(first) * width + Int(second)] += 1 }
            }
        }
        self.together = together
        self.width = width
        rows = table.rowCount
    }

    static func report(on table: AxisTable) -> DependenceReport {
        let counts = Dependences(table)
        let variables = table.countedAxes().flatMap { axis in
            axis.isSet
                ? axis.values.map { Variable(name: "\(axis.name)=\(table.text(of: $0))", values: [$0], isMember: true) }
                : [Variable(name: axis.name, values: axis.values, isMember: false)]
        }
        var decided: [DependenceReport.Pair] = []
        var others: [DependenceReport.Pair] = []
        for (position, first) in variables.enumerated() {
            for second in variables.dropFirst(position + 1) {
                guard let (share, isDecided) = counts.dependence(of: first, on: second) else { continue }
                let pair = DependenceReport.Pair(first: first.name, second: second.name, share: share)
                if isDecided { decided.append(pair) } else if share >= leastShare { others.append(pair) }
            }
        }
        others.sort { ($1.share, $0.first, $0.second) < ($0.share, $1.first, $1.second) }
        return DependenceReport(decided: decided, strongest: Array(others.prefix(shown)))
    }

    private func dependence(of first: Variable, on second: Variable) -> (share: Double, isDecided: Bool)? {
        let cells = joint(first, second)
        let (height, breadth) = (cells.count, cells.first?.count ?? 0)
        let left = cells.map { $0.reduce(0, +) }
        let right = (0..<breadth).map { column in cells.map { $0[column] }.reduce(0, +) }
        let total = Double(left.reduce(0, +))
        let (entropyLeft, entropyRight) = (Entropy.bits(of: left), Entropy.bits(of: right))
        let lesser = min(entropyLeft, entropyRight)
        guard total > 0, lesser > 0 else { return nil }
        let both = Entropy.bits(of: cells.joined())
        let occupied = cells.joined().count { $0 > 0 }
        guard occupied * Self.leastRowsPerCell <= Int(total) else { return nil }
        let bias = Double(occupied - height - breadth + 1) / (2 * total * log(2))
        let share = max(0, entropyLeft + entropyRight - both - max(0, bias)) / lesser
        return (min(1, share), both - max(entropyLeft, entropyRight) < 1e-9)
    }

    /// How many rows have each value of the one with each value of the other.
    private func joint(_ first: Variable, _ second: Variable) -> [[Int]] {
        func count(_ one: Int, _ two: Int) -> Int { Int(together[one * width + two]) }
        var cells = first.values.map { one in
            let row = second.values.map { count(one, $0) }
            return second.isMember ? row + [count(one, one) - row[0]] : row
        }
        if first.isMember {
            let absent = second.values.enumerated().map { column, two in count(two, two) - cells[0][column] }
            let member = first.values[0]
            cells.append(second.isMember ? absent + [rows - count(member, member) - absent[0]] : absent)
        }
        return cells
    }
}
