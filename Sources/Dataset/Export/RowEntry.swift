/// What the exporter remembers of a row while its text waits on disk.
struct RowEntry {
    /// Position in the plan.
    var index: Int
    /// The example's name.
    var id: String
    /// Which of the added rows it is, from 0.
    var ordinal: Int
    /// Place of the row's line in the spool, in bytes.
    var offset: Int
    /// Length of the line, in bytes.
    var length: Int
    /// Rows of one group share a split.
    var group: UInt64
    /// What training must not see of it.
    var heldOut: HeldOut?
    /// Hash of the normalised question.
    var question: UInt64
    /// Hash of the normalised answer.
    var answer: UInt64
    /// Hashes of what an answer must get right.
    var facts: RowFacts
    /// Its attestors.
    var attestors: [String]
    /// Position in the shuffled order.
    var rank: UInt64

    /// What decides about its split.
    var splitRow: SplitPlan.Row { SplitPlan.Row(index: index, group: group, heldOut: heldOut?.split) }
}
