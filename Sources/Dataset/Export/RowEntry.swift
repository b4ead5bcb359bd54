/// What the exporter remembers of a row while its text waits on disk.
struct RowEntry {
    /// Position in the plan.
    var index: Int
    /// The example's name.
    var id: String
    /// Place of the row's line in the spool, in bytes.
    var offset: Int
    /// Length of the line, in bytes.
    var length: Int
    /// Rows of one group share a split.
    var group: UInt64
    /// Rows with equal normalised question and answer share it.
    var content: UInt128
    /// Position in the shuffled order.
    var rank: UInt64
}
