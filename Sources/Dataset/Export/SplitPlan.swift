/// Which split each group of rows belongs to.
///
/// A group is all rows with the same attestors and the same command, so that near-equal answers never lie on both sides of a split. A group's hash alone decides:
/// a twentieth goes to `test`, a twentieth to `valid`. So that small datasets have both, the groups among the first hundred indices with the lowest
/// hashes fill `test` and then `valid` up to a twentieth of those rows. Since the first hundred rows of a plan are the same at any target, no row changes its split when the
/// target grows past a hundred.
struct SplitPlan {
    private static let anchors = 100
    private static let share = UInt64.max / 20

    private var exceptions: [UInt64: Split] = [:]

    /// - Parameter rows: index and group of each row, in any order.
    init(rows: some Sequence<(index: Int, group: UInt64)>) {
        var sizes: [UInt64: Int] = [:]
        for row in rows where row.index < Self.anchors { sizes[row.group, default: 0] += 1 }
        let wanted = sizes.values.reduce(0, +) / 20
        var groups = sizes.sorted { $0.key < $1.key }[...]
        for split in [Split.test, .valid] {
            var missing = wanted - groups.filter { Self.split(byHash: $0.key) == split }.map(\.value).reduce(0, +)
            groups.removeAll { Self.split(byHash: $0.key) == split }
            while missing > 0, groups.count > 1, let group = groups.popFirst() {
                exceptions[group.key] = split
                missing -= group.value
            }
        }
    }

    func split(of group: UInt64) -> Split {
        exceptions[group] ?? Self.split(byHash: group)
    }

    /// The group of a row with these axes.
    static func group(attestors: [String], command: String) -> UInt64 {
        StableHash.number("split\n\(attestors.joined(separator: ","))\n\(command)")
    }

    private static func split(byHash group: UInt64) -> Split {
        switch group {
        case ..<share: .test
        case ..<(2 * share): .valid
        default: .train
        }
    }
}
