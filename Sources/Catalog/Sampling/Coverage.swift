import Witness

/// Counts which pairs and triples of axis values occur in rows, of exactly those that the constraints of a plan's catalog allow.
///
/// That an attestor is not asked for is a value too. Memory is three to six bytes for each triple of values, allowed or not.
public struct Coverage: Sendable {
    private static let namedMissing = 20

    private let catalog: Catalog
    private let space: CombinationSpace
    private var pairs: [UInt8]
    private var triples: [UInt8]

    /// Finds what the constraints allow; this takes seconds.
    public init(of plan: Plan) {
        catalog = plan.catalog
        space = CombinationSpace(of: plan, upTo: 3)
        pairs = [UInt8](repeating: 0, count: space.combinations.pairs.count)
        triples = [UInt8](repeating: 0, count: space.combinations.triples.count)
    }

    /// Counts the combinations of one row. What is unknown to the catalog counts nothing.
    public mutating func add(_ row: ExampleSpecification) {
        let row = row.axisValues(in: catalog).compactMap { space.numbers[$0] }.sorted()
        for (last, c) in row.enumerated() {
            for (second, b) in row[..<last].enumerated() {
                Self.increment(&pairs[Triangle.place(b, c)])
                for a in row[..<second] { Self.increment(&triples[Triangle.place(a, b, c)]) }
            }
        }
    }

    /// Counts the combinations of one row of a dataset. What is unknown to the catalog counts nothing.
    public mutating func add(_ row: ExampleAxes) { add(ExampleSpecification(row)) }

    /// What occurred so far, of pairs and of triples.
    public func reports() -> [CoverageReport] {
        let width = space.values.count
        var two = CoverageReport(size: 2, allowed: 0, seen: 0, seenTenTimes: 0, fewest: .max, missing: [])
        var three = CoverageReport(size: 3, allowed: 0, seen: 0, seenTenTimes: 0, fewest: .max, missing: [])
        for c in 0..<width {
            for b in 0..<c {
                let place = Triangle.place(b, c)
                guard space.combinations.pairs[place] else { continue }
                note(pairs[place], of: [b, c], in: &two)
                for a in 0..<b {
                    let place = Triangle.place(a, b, c)
                    if space.combinations.triples[place] { note(triples[place], of: [a, b, c], in: &three) }
                }
            }
        }
        return [two, three].map { report in
            var report = report
            if report.allowed == 0 { report.fewest = 0 }
            return report
        }
    }

    /// Whether the constraints allow two or three values together.
    func allows(_ combination: [AxisValue]) -> Bool {
        let places = combination.compactMap { space.numbers[$0] }.sorted()
        guard places.count == combination.count else { return false }
        return places.count == 2
            ? space.combinations.pairs[Triangle.place(places[0], places[1])]
            : space.combinations.triples[Triangle.place(places[0], places[1], places[2])]
    }

    /// Combinations that occurred although the constraints do not allow them; any is a defect of either.
    var unexpected: [[AxisValue]] {
        let width = space.values.count
        var found: [[AxisValue]] = []
        for c in 0..<width {
            for b in 0..<c {
                let pair = Triangle.place(b, c)
                if pairs[pair] > 0, !space.combinations.pairs[pair] { found.append([space.values[b], space.values[c]]) }
                for a in 0..<b {
                    let triple = Triangle.place(a, b, c)
                    if triples[triple] > 0, !space.combinations.triples[triple] { found.append([space.values[a], space.values[b], space.values[c]]) }
                }
            }
        }
        return found
    }

    private func note(_ count: UInt8, of combination: [Int], in report: inout CoverageReport) {
        report.allowed += 1
        report.fewest = min(report.fewest, Int(count))
        if count >= 10 { report.seenTenTimes += 1 }
        if count > 0 {
            report.seen += 1
        } else if report.missing.count < Self.namedMissing {
            report.missing.append(combination.map { space.values[$0].description })
        }
    }

    private static func increment(_ count: inout UInt8) {
        if count < .max { count += 1 }
    }
}
