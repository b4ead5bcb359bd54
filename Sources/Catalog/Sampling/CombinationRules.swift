import Witness

/// Which values exclude each other in one row although its setting allows each of them.
struct CombinationRules {
    private let axes: [Axis]
    /// For a value of an attestor the same for asked and not asked for.
    private let attestors: [Attestor?]
    private let isAsked: [Bool]
    /// For a Rego kind the attestor that must be asked for; nil where it is always on.
    private let needs: [Attestor?]
    private let isRegoKind: [Bool]
    private let isDemanded: [Bool]
    private let demandedKinds: Int

    init(_ values: [AxisValue], plan: Plan) {
        axes = values.map(\.axis)
        attestors = values.map { $0.axis == .attestor ? Attestor(rawValue: String($0.value.trimmingPrefix("-"))) : nil }
        isAsked = values.map { !$0.value.hasPrefix("-") }
        isRegoKind = values.map { $0.axis == .rego && $0.value != "none" }
        needs = values.map { value in
            guard value.axis == .rego, let attestor = plan.catalog.regoKind(value.value)?.attestor else { return nil }
            return Attestor.alwaysOn.contains(attestor) ? nil : attestor
        }
        let demanded: [String] = if case .with(let kinds) = plan.demands.rego { kinds } else { [] }
        isDemanded = values.map { $0.axis == .rego && demanded.contains($0.value) }
        demandedKinds = demanded.count
    }

    /// Whether two values can stand together.
    func allow(_ first: Int, _ second: Int) -> Bool {
        if axes[first] == axes[second] {
            return switch axes[first] {
            case .attestor: attestors[first] != attestors[second]
            case .rego: isRegoKind[first] && isRegoKind[second] && allow(kinds: [first, second])
            default: false
            }
        }
        return !contradict(first, second) && !contradict(second, first)
    }

    /// Whether three values can stand together, of which each two can.
    func allow(_ first: Int, _ second: Int, _ third: Int) -> Bool {
        let kinds = [first, second, third].filter { isRegoKind[$0] }
        return kinds.count < 2 || allow(kinds: kinds)
    }

    private func allow(kinds: [Int]) -> Bool {
        demandedKinds + kinds.count { !isDemanded[$0] } <= Plan.maximumRegoKinds
    }

    /// Whether a Rego kind stands beside the want of its attestor.
    private func contradict(_ kind: Int, _ attestor: Int) -> Bool {
        guard let needed = needs[kind] else { return false }
        return attestors[attestor] == needed && !isAsked[attestor]
    }
}
