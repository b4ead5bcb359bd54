/// Pairs of axis values that a run planned and does not have: rejected rows had them, and no verified row does.
public struct LostPairs: Sendable {
    /// How many rows of the plan are searched for them.
    public static let horizon = 100_000

    private let plan: Plan
    /// For a value the values that it lost the company of.
    private var partners: [AxisValue: Set<AxisValue>] = [:]

    /// Finds the pairs.
    /// - Parameters:
    ///   - plan: the plan of the run.
    ///   - rejected: the run's rejected rows.
    ///   - verified: its verified rows.
    public init(of plan: Plan, rejected: [Int], verified: [Int]) {
        self.plan = plan
        guard !rejected.isEmpty else { return }
        var coverage = PairCoverage()
        for row in verified { coverage.add(plan.specification(at: row).axisValues(in: plan.catalog)) }
        for row in rejected {
            let values = plan.specification(at: row).axisValues(in: plan.catalog)
            for (position, value) in values.enumerated() {
                for other in values[..<position] where coverage.missing(in: [other, value]) > 0 { partners[value, default: []].insert(other) }
            }
        }
    }

    /// How many pairs there are.
    public var count: Int { partners.values.reduce(0) { $0 + $1.count } }

    /// Rows of the plan that have the pairs, ascending: every row of ``horizon`` from `start` on with one that no row before it has.
    /// - Parameter start: a row after those of the run.
    public func rows(from start: Int) -> [Int] {
        var open = partners
        var rows: [Int] = []
        for row in start..<start + Self.horizon {
            guard !open.isEmpty else { break }
            let values = Set(plan.specification(at: row).axisValues(in: plan.catalog))
            let met = values.intersection(open.keys).filter { open[$0]?.isDisjoint(with: values) == false }
            guard !met.isEmpty else { continue }
            rows.append(row)
            for value in met {
                open[value]?.subtract(values)
                if open[value]?.isEmpty == true { open[value] = nil }
            }
        }
        return rows
    }
}
