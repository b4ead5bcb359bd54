/// What the measures say about a set of rows.
public struct DatasetReport: Codable, Sendable, Hashable {
    /// Rows measured.
    public var rows: Int
    /// Counts per axis; empty when no row has metadata.
    public var axes: [AxisReport]
    /// Distinct sets of attestors.
    public var attestorSets: Int
    /// Pairwise coverage of the axes.
    public var pairs: PairReport
    /// Coverage of two, three and four axis values together.
    public var tuples: [TupleReport]
    /// Axes with so many values that ``tuples`` leave them out.
    public var uncountedAxes: [String]
    /// What axes tell about each other.
    public var dependences: DependenceReport
    /// Rows that repeat an earlier one.
    public var duplicates: DuplicateReport
    /// Questions that resemble an earlier one.
    public var nearDuplicateQuestions: NearDuplicateReport
    /// Answers that resemble an earlier one once what many answers share is left out.
    public var nearDuplicateAnswers: NearDuplicateReport
    /// Shapes of the questions.
    public var skeletons: SkeletonReport
    /// Share of rows whose question has a run of six words that occurs in at least one row of a hundred (and in at least five rows).
    public var selfRepetition: Double
    /// Size of the first 5,000 questions over their size after zlib at level 9: how much of them is repetition.
    public var questionCompression: Double
    /// BLEU-4 of 300 questions, each against the others: near 1 when all say the same.
    public var selfBLEU: Double
    /// The effective number of different questions in a sample.
    public var vendi: VendiReport
    /// Share of answers that stay distinct once digits, keys and digests are masked.
    public var distinctMaskedAnswers: Double
    /// Words and estimated tokens.
    public var lengths: LengthReport
    /// Entropy of strings in the answers that no reader of the question could know, in nats per answer token: no model's loss can go below it.
    public var irreducibleNatsPerToken: Double
    /// Loss on unseen answers, in nats per (estimated) token, of a 6-gram model that never sees the question; `nil` for fewer than eleven rows.
    public var gramFloorNatsPerToken: Double?
    /// How far apart the splits are, for a dataset that says so.
    public var splits: SplitProof?
    /// What became of the examples of the run, for a run directory.
    public var yield: YieldReport?
}
