import Witness

/// Counts which pairs and triples of axis values occur in rows, of exactly those that the constraints of a plan's catalog allow.
///
/// That an attestor is not asked for is a value too. Memory is three to six bytes for each triple of values, allowed or not.
public struct Coverage: Sendable {
    private static let namedMissing = 20

    private let catalog: Catalog
    private let values: [AxisValue]
    private let numbers: [AxisValue: Int]
    private let combinations: AllowedCombinations
    private var pairs: [UInt8]
    private var triples: [UInt8]

    /// Finds what the constraints allow; this takes seconds.
    public init(of plan: Plan) {
        catalog = plan.catalog
        var values = Axis.allCases.flatMap { axis in Demands.values(of: axis, in: plan.catalog).map { AxisValue(axis, $0) } }
        values += plan.catalog.attestors.map { AxisValue(.attestor, "-" + $0.name) }
        let numbers = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
        var having = [[UInt64]](repeating: [], count: values.count)
        var settings = 0
        Setting.forEach(of: plan) { setting in
            if settings.isMultiple(of: 64) { for value in having.indices { having[value].append(0) } }
            for number in setting.axisValues(in: plan).compactMap({ numbers[$0] }) { having[number][settings / 64] |= 1 << UInt64(settings % 64) }
            settings += 1
        }
        self.values = values
        self.numbers = numbers
        combinations = AllowedCombinations(having, rules: CombinationRules(values, plan: plan))
        pairs = [UInt8](repeating: 0, count: combinations.pairs.count)
        triples = [UInt8](repeating: 0, count: combinations.triples.count)
    }

    /// Counts the combinations of one row. What is unknown to the catalog counts nothing.
    public mutating func add(_ row: ExampleSpecification) {
        let row = row.axisValues(in: catalog).compactMap { numbers[$0] }.sorted()
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
        let width = values.count
        var two = CoverageReport(size: 2, allowed: 0, seen: 0, seenTenTimes: 0, fewest: .max, missing: [])
        var three = CoverageReport(size: 3, allowed: 0, seen: 0, seenTenTimes: 0, fewest: .max, missing: [])
        for c in 0..<width {
            for b in 0..<c {
                let place = Triangle.place(b, c)
                guard combinations.pairs[place] else { continue }
                note(pairs[place], of: [b, c], in: &two)
                for a in 0..<b {
                    let place = Triangle.place(a, b, c)
                    if combinations.triples[place] { note(triples[place], of: [a, b, c], in: &three) }
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
        let places = combination.compactMap { numbers[$0] }.sorted()
        guard places.count == combination.count else { return false }
        return places.count == 2
            ? combinations.pairs[Triangle.place(places[0], places[1])] : combinations.triples[Triangle.place(places[0], places[1], places[2])]
    }

    /// Combinations that occurred although the constraints do not allow them; any is a defect of either.
    var unexpected: [[AxisValue]] {
        let width = values.count
        var found: [[AxisValue]] = []
        for c in 0..<width {
            for b in 0..<c {
                let pair = Triangle.place(b, c)
                if pairs[pair] > 0, !combinations.pairs[pair] { found.append([values[b], values[c]]) }
                for a in 0..<b {
                    let triple = Triangle.place(a, b, c)
                    if triples[triple] > 0, !combinations.triples[triple] { found.append([values[a], values[b], values[c]]) }
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
            report.missing.append(combination.map { values[$0].description })
        }
    }

    private static func increment(_ count: inout UInt8) {
        if count < .max { count += 1 }
    }
}
