import Witness

/// The values of all axes, and which of them the constraints of a plan allow together.
///
/// That an attestor is not asked for is a value too.
struct CombinationSpace: Sendable {
    let values: [AxisValue]
    let numbers: [AxisValue: Int]
    let combinations: AllowedCombinations

    /// Finds what the constraints allow; this takes seconds.
    /// - Parameter size: 2 for pairs alone, 3 for triples too.
    init(of plan: Plan, upTo size: Int) {
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
        combinations = AllowedCombinations(having, rules: CombinationRules(values, plan: plan), upTo: size)
    }
}
