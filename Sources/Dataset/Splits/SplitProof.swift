/// `splits.json`: how far apart the splits are, measured on the rows as they were written.
public struct SplitProof: Codable, Sendable, Hashable {
    /// A split against training.
    public struct Distance: Codable, Sendable, Hashable {
        /// The split.
        public var split: Split
        /// Its rows.
        public var rows: Int
        /// Jaccard similarity (word 3-grams of the question) of a row to the training row that is most like it: half of the rows have no more.
        public var medianSimilarity: Double
        /// 99 % of the rows have no more.
        public var p99Similarity: Double
        /// The highest.
        public var greatestSimilarity: Double
        /// Rows whose question training has too.
        public var sharedQuestions: Int
        /// Rows whose attestors, step and command training has in one row.
        public var sharedTuples: Int
        /// What one gets right by repeating the answer to the most similar question of training: the whole answer, as a share of the rows.
        public var copiedAnswer: Double
        /// The same for the set of attestors.
        public var copiedAttestors: Double
        /// The same for the step.
        public var copiedStep: Double
        /// The same for the command.
        public var copiedCommand: Double
        /// How far the shares of the attestors are from those in training (1 less Chernoff's coefficient at 0.5): 0 when they are the same.
        public var atomDivergence: Double
        /// The same for pairs of attestors (at 0.1, so that it matters most whether training has a pair at all).
        public var compoundDivergence: Double
    }

    static let fileName = "splits.json"

    /// Each split but training that has rows.
    public var distances: [Distance]
    /// Values that training must not show, by split, as far as rows have them.
    public var heldOut: [Split: [String]]
    /// Training rows that show one; anything but 0 is a defect.
    public var heldOutInTraining: Int
    /// Rows that follow an earlier row that they resemble into its split.
    public var moved: Int

    /// - Parameters:
    ///   - rows: the rows that stay.
    ///   - splits: the split of each.
    ///   - questions: the 3-grams of each question.
    init(_ rows: [RowEntry], splits: [Split], questions: ShingleTable, moved: Int) {
        let training = rows.indices.filter { splits[$0] == .train }
        heldOutInTraining = training.count { rows[$0].heldOut != nil }
        heldOut = Dictionary(grouping: Set(rows.compactMap(\.heldOut)), by: \.split).mapValues { $0.map(\.value).sorted() }
        self.moved = moved
        var nearest = NearestRows(questions, among: training)
        let trainedQuestions = Set(training.map { rows[$0].question })
        let trainedFacts = Set(training.map { rows[$0].facts })
        let trainedAttestors = Divergence.Counts(rows, of: training)
        distances = Split.allCases.filter { $0 != .train }.compactMap { split in
            let members = rows.indices.filter { splits[$0] == split }
            guard !members.isEmpty else { return nil }
            let found = members.map { nearest.nearest(to: $0) }
            let similarities = found.map { $0?.similarity ?? 0 }.sorted()
            func share(_ isEqual: (RowEntry, RowEntry) -> Bool) -> Double {
                let right = zip(members, found).count { member, match in match.map { isEqual(rows[member], rows[$0.row]) } ?? false }
                return Double(right) / Double(members.count)
            }
            let attestors = Divergence.Counts(rows, of: members)
            func quantile(_ part: Double) -> Double { similarities[max(0, Int((Double(similarities.count) * part).rounded(.up)) - 1)] }
            return Distance(
                split: split,
                rows: members.count,
                medianSimilarity: quantile(0.5),
                p99Similarity: quantile(0.99),
                greatestSimilarity: quantile(1),
                sharedQuestions: members.count { trainedQuestions.contains(rows[$0].question) },
                sharedTuples: members.count { trainedFacts.contains(rows[$0].facts) },
                copiedAnswer: share { $0.answer == $1.answer },
                copiedAttestors: share { $0.facts.attestors == $1.facts.attestors },
                copiedStep: share { $0.facts.step == $1.facts.step },
                copiedCommand: share { $0.facts.command == $1.facts.command },
                atomDivergence: Divergence.between(trainedAttestors.atoms, attestors.atoms, exponent: 0.5),
                compoundDivergence: Divergence.between(trainedAttestors.compounds, attestors.compounds, exponent: 0.1)
            )
        }
    }
}
