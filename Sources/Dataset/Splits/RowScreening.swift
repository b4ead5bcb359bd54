/// Goes through the rows in the order of the plan and decides for each whether it stays, and in which split.
///
/// A row is left out when it repeats an earlier one that stays (in its question, or in its answer with most of question and answer together), or when it would stand
/// on the other side of a split than an earlier one that it resembles. Only earlier rows count, so that a decision holds when the dataset grows.
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

    private let questionGrams: ShingleTable
    private let answerGrams: ShingleTable
    private let questions: NearDuplicates
    private let answers: NearDuplicates

    /// - Parameters:
    ///   - rows: all rows by ascending index.
    ///   - questions: their questions' 3-grams, in the same order.
    ///   - answers: their answers' 3-grams without what most answers share.
    init(_ rows: [RowEntry], questions: ShingleTable, answers: ShingleTable) {
        questionGrams = questions
        answerGrams = answers
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
        if let match = repeated(questions, of: number).first {
            return .leftOut(Finding(reason: .similarQuestion, earlier: match.earlier, similarity: match.similarity))
        }
        // One short answer is right for many questions; it is a repetition where most of question and answer together is.
        if let match = repeated(answers, of: number).first(where: { similarity(of: number, to: $0.earlier) >= Self.resemblance }) {
            return .leftOut(Finding(reason: .similarAnswer, earlier: match.earlier, similarity: match.similarity))
        }
        return nil
    }

    /// The earlier rows that a row repeats, in question or in answer.
    private func repeated(_ near: NearDuplicates, of number: Int) -> [NearDuplicates.Match] { kept(near, of: number, atLeast: Self.repetition) }

    /// The earlier rows that stay and that a row resembles so much, the most similar first.
    private func kept(_ near: NearDuplicates, of number: Int, atLeast similarity: Double) -> [NearDuplicates.Match] {
        near.matches(of: number).filter { $0.similarity >= similarity && split(of: $0.earlier) != nil }
    }

    /// Jaccard similarity of question and answer together.
    private func similarity(of number: Int, to earlier: Int) -> Double {
        let tables = [questionGrams, answerGrams]
        let common = tables.map { ShingleTable.common($0[number], $0[earlier]) }.reduce(0, +)
        let union = tables.map { $0[number].count + $0[earlier].count }.reduce(0, +) - common
        return Double(common) / Double(max(1, union))
    }

    private mutating func placement(of number: Int, in natural: Split, _ row: RowEntry) -> Verdict {
        func isAcross(_ match: NearDuplicates.Match) -> Bool { (split(of: match.earlier) == .train) != (natural == .train) }
        func leftOut(for match: NearDuplicates.Match) -> Verdict {
            .leftOut(Finding(reason: .acrossSplits, earlier: match.earlier, similarity: match.similarity))
        }
        let answered = repeated(answers, of: number)
        if let conflict = answered.first(where: isAcross) { return leftOut(for: conflict) }
        let alike = kept(questions, of: number, atLeast: Self.resemblance)
        guard let conflict = alike.first(where: isAcross), let target = split(of: conflict.earlier) else { return .kept(natural) }
        let isFree = row.heldOut == nil && target.isCustomary
        let followsAll = (alike + answered).allSatisfy { (split(of: $0.earlier) == .train) == (target == .train) }
        guard isFree, followsAll else { return leftOut(for: conflict) }
        moved += 1
        return .kept(target)
    }

    /// The split of an earlier row, `nil` when it was left out.
    private func split(of number: Int) -> Split? {
        if case .kept(let split) = verdicts[number] { split } else { nil }
    }
}
