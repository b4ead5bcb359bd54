/// Goes through the rows in the order of the plan and decides for each whether it stays, and in which split.
///
/// A row is left out when it repeats an earlier one that stays, or when it would stand on the other side of a split than an earlier one that it resembles. Only
/// earlier rows count, so that a decision holds when the dataset grows.
struct RowScreening {
    /// What became of a row.
    enum Verdict: Hashable {
        /// It stays in this split.
        case kept(Split)
        /// It is left out.
        case leftOut(Finding)
    }

    /// Why a row is left out.
    struct Finding: Hashable {
        /// What is wrong with it.
        var reason: DuplicateRow.Reason
        /// Number of the earlier row.
        var earlier: Int
        /// Jaccard similarity of the two, 1 for equal texts.
        var similarity: Double
    }

    /// One verdict a row, in order.
    private(set) var verdicts: [Verdict] = []
    /// Rows that follow an earlier row into its split.
    private(set) var moved = 0

    private static let repetition = 0.8
    private static let resemblance = 0.5

    private let questions: NearDuplicates
    private let answers: NearDuplicates

    /// - Parameters:
    ///   - rows: all rows by ascending index.
    ///   - questions: their questions' 3-grams, in the same order.
    ///   - answers: their answers' 3-grams without what most answers share.
    init(_ rows: [RowEntry], questions: ShingleTable, answers: ShingleTable) {
        self.questions = NearDuplicates(questions)
        self.answers = NearDuplicates(answers)
        let plan = SplitPlan(rows: rows.lazy.map(\.splitRow))
        var first: [UInt64: Int] = [:]
        for (number, row) in rows.enumerated() {
            let verdict = repetition(of: number, in: rows, first: first[row.question]) ?? placement(of: number, in: plan.split(of: row.splitRow), row)
            verdicts.append(verdict)
            if case .kept = verdict { first[row.question] = first[row.question] ?? number }
        }
    }

    private func repetition(of number: Int, in rows: [RowEntry], first: Int?) -> Verdict? {
        if let first {
            let reason: DuplicateRow.Reason = rows[first].answer == rows[number].answer ? .sameRow : .sameQuestion
            return .leftOut(Finding(reason: reason, earlier: first, similarity: 1))
        }
        for (near, reason) in [(questions, DuplicateRow.Reason.similarQuestion), (answers, .similarAnswer)] {
            if let match = near.matches(of: number).first(where: { $0.similarity >= Self.repetition && split(of: $0.earlier) != nil }) {
                return .leftOut(Finding(reason: reason, earlier: match.earlier, similarity: match.similarity))
            }
        }
        return nil
    }

    private mutating func placement(of number: Int, in natural: Split, _ row: RowEntry) -> Verdict {
        let alike = questions.matches(of: number).filter { $0.similarity >= Self.resemblance && split(of: $0.earlier) != nil }
        let conflicts = alike.filter { (split(of: $0.earlier) == .train) != (natural == .train) }
        guard let conflict = conflicts.first, let target = split(of: conflict.earlier) else { return .kept(natural) }
        let isFree = row.heldOut == nil && target.isCustomary
        let followsAll = alike.allSatisfy { (split(of: $0.earlier) == .train) == (target == .train) }
        guard isFree, followsAll else {
            return .leftOut(Finding(reason: .acrossSplits, earlier: conflict.earlier, similarity: conflict.similarity))
        }
        moved += 1
        return .kept(target)
    }

    /// The split of an earlier row, `nil` when it was left out.
    private func split(of number: Int) -> Split? {
        if case .kept(let split) = verdicts[number] { split } else { nil }
    }
}
