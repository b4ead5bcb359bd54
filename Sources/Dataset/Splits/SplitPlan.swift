/// Which split each row belongs to.
///
/// Rows with something held out go where ``HeldOut`` says. The others come in groups: all rows with the same attestors and the same command, so that near-equal
/// answers never lie on both sides of a split. A group's hash alone decides: a fiftieth goes to `test`. So that small datasets have `test` and `valid` too, the
/// groups among the first hundred indices with the lowest hashes fill each up to a twentieth of those rows. Since the first hundred rows of a plan are the same at any
/// target, no row changes its split when the target grows past a hundred.
struct SplitPlan {
    /// What decides about a row.
    struct Row {
        /// Position in the plan.
        var index: Int
        /// Rows of one group share a split.
        var group: UInt64
        /// Where the row must go, if anything is held out of it.
        var heldOut: Split?
    }

    private static let anchors = 100
    private static let share = UInt64.max / 50

    private var exceptions: [UInt64: Split] = [:]

    /// - Parameter rows: all rows, in any order.
    init(rows: some Sequence<Row>) {
        let first = rows.filter { $0.index < Self.anchors }
        let wanted = first.count / 20
        var sizes: [UInt64: Int] = [:]
        for row in first where row.heldOut == nil { sizes[row.group, default: 0] += 1 }
        var groups = sizes.filter { Self.split(byHash: $0.key) == .train }.sorted { $0.key < $1.key }[...]
        for split in [Split.test, .valid] {
            var missing = wanted - first.count { ($0.heldOut ?? Self.split(byHash: $0.group)) == split }
            while missing > 0, groups.count > 1, let group = groups.popFirst() {
                exceptions[group.key] = split
                missing -= group.value
            }
        }
    }

    func split(of row: Row) -> Split {
        row.heldOut ?? exceptions[row.group] ?? Self.split(byHash: row.group)
    }

    /// The group of a row with these axes.
    static func group(attestors: [String], command: String) -> UInt64 {
        StableHash.number("split\n\(attestors.joined(separator: ","))\n\(command)")
    }

    private static func split(byHash group: UInt64) -> Split {
        group < share ? .test : .train
    }
}
