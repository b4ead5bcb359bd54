import Synchronization

/// Rows for the pairs of axis values that a plan's constraints allow and its first rows lack: chiefly of tasks and Rego kinds with commands that
/// come up rarely.
///
/// They are drawn when one is first asked for, which takes a second or two; any thread may ask.
final class MissingPairs: Sendable {
    private let drawn = Mutex<[ExampleSpecification]?>(nil)

    /// The n-th row, nil once each pair has one.
    /// - Parameters:
    ///   - start: how many rows of the plan are searched for pairs.
    ///   - place: where the n-th row stands in the plan.
    func row(_ number: Int, of plan: Plan, after start: Int, place: (Int) -> Int) -> ExampleSpecification? {
        drawn.withLock { drawn in
            let rows = drawn ?? Self.rows(of: plan, after: start, place: place)
            drawn = rows
            return number < rows.count ? rows[number] : nil
        }
    }

    /// Takes the pairs in an order of the seed's. Each that no row has met yet gets one, of several candidates the one that meets most others too.
    private static func rows(of plan: Plan, after start: Int, place: (Int) -> Int) -> [ExampleSpecification] {
        let space = CombinationSpace(of: plan, upTo: 2)
        var coverage = PairCoverage()
        for row in 0..<start { coverage.add(plan.specification(at: row).axisValues(in: plan.catalog)) }
        var missing: [[AxisValue]] = []
        for (c, last) in space.values.enumerated() {
            for (b, first) in space.values[..<c].enumerated() where space.combinations.pairs[Triangle.place(b, c)] {
                if coverage.missing(in: [first, last]) > 0 { missing.append([first, last]) }
            }
        }
        var generator = SeededGenerator(seed: plan.seed, purpose: "missing pairs")
        var rows: [ExampleSpecification] = []
        for pair in generator.shuffled(missing) where coverage.missing(in: pair) > 0 {
            // What can't be demanded, such as that an attestor is not asked for, is left to chance.
            guard let demanding = try? plan.demanding(pair) else { continue }
            let candidates = demanding.candidates(of: place(rows.count))
            rows.append(candidates(coverage.addBest { candidates($0).axisValues(in: plan.catalog) }))
        }
        return rows
    }
}
