import Catalog

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
    /// Coverage of two and three axis values together, counted against the constraints of the catalog; `nil` where the catalog is not at hand.
    public var coverage: [CoverageReport]?
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
    /// Runs of words that many questions have, what they quote from tools included.
    public var selfRepetition: RepetitionReport
    /// The same of the language alone: code, and what stands between fences, counts as one word.
    public var languageRepetition: RepetitionReport
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
    /// What of the answers nobody can know from the question.
    public var irreducibleEntropy: EntropyReport
    /// Loss on unseen answers, in nats per (estimated) token, of a 6-gram model that never sees the question; `nil` for fewer than eleven rows.
    public var gramFloorNatsPerToken: Double?
    /// How far apart the splits are, for a dataset that says so.
    public var splits: SplitProof?
    /// What became of the examples of the run, for a run directory.
    public var yield: YieldReport?
}
