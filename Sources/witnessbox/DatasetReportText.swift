import Dataset

/// A dataset's measures as a table for people.
struct DatasetReportText {
    private static let shownValues = 12
    private static let shownPairs = 5

    private let report: DatasetReport

    init(_ report: DatasetReport) {
        self.report = report
    }

    var lines: [String] {
        let parts = [summary, lengths] + [tuples, yield, splits, axes, pairs, dependences, duplicates, nearDuplicates].filter { !$0.isEmpty }
        return Array(parts.joined(separator: [""]))
    }

    private var summary: [String] {
        let questions = report.nearDuplicateQuestions
        let answers = report.nearDuplicateAnswers
        return Self.table([
            ("rows", report.rows.grouped),
            ("distinct attestor sets", report.attestorSets.grouped),
            ("pairs of axis values seen", "\(report.pairs.seen.grouped) of \(report.pairs.possible.grouped)"),
            (
                "repeated questions, answers, rows",
                [report.duplicates.questions, report.duplicates.answers, report.duplicates.rows].map(\.grouped).joined(separator: ", ")
            ),
            ("questions like an earlier one at .8, .5", "\(percent(questions.at80)), \(percent(questions.at50))"),
            ("answers like an earlier one at .8, .5", "\(percent(answers.at80)), \(percent(answers.at50))"),
            ("distinct answers, digits masked", percent(report.distinctMaskedAnswers)),
            (
                "question shapes",
                "\(report.skeletons.distinct.grouped), \(report.skeletons.entropyBits.text(decimals: 2)) bits, most frequent \(percent(report.skeletons.topShare))"
            ),
            ("questions with a common 6-gram", percent(report.selfRepetition.share)),
            (
                "the same outside code",
                "\(percent(report.languageRepetition.share)), the most frequent in \(percent(report.languageRepetition.topShare))"
            ),
            ("zlib ratio of the questions", report.questionCompression.text(decimals: 2)),
            ("self-BLEU-4 of the questions", report.selfBLEU.text(decimals: 3)),
            ("effective questions (Vendi)", "\(report.vendi.score.text(decimals: 1)) of \(report.vendi.sample.grouped)"),
            (
                "irreducible entropy",
                "\(report.irreducibleEntropy.natsPerToken.text(decimals: 4)) nats/token, in \(report.irreducibleEntropy.rows.grouped) rows"
                    + (report.irreducibleEntropy.greatest.first.map { ", at most \($0.nats.text(decimals: 0)) nats (\($0.row))" } ?? "")
            ),
            (
                "6-gram floor (question unread)",
                report.gramFloorNatsPerToken.map { "\($0.text(decimals: 3)) nats/token" } ?? "too few rows"
            ),
        ])
    }

    private var tuples: [String] {
        guard !report.axes.isEmpty else { return [] }
        let counted = report.coverage.map { ["combinations of axis values that the catalog allows"] + $0.flatMap { CoverageText($0).summary } } ?? []
        return counted + ["combinations of values of all axes of the rows (what can occur is an estimate)"]
            + Self.table(
                report.tuples.map { tuple in
                    let sample = tuple.sampled < 1 ? ", of one in \(Int((1 / tuple.sampled).rounded()))" : ""
                    let words =
                        "\(percent(tuple.coverage)) of about \(Int(tuple.estimated.rounded()).grouped)\(sample); \(tuple.seenFiveTimes.grouped) five times or more"
                    return ("  \(tuple.size) together", words)
                })
            + (report.uncountedAxes.isEmpty ? [] : ["  without \(report.uncountedAxes.joined(separator: ", ")): too many values"])
    }

    private var yield: [String] {
        guard let yield = report.yield else { return [] }
        return [
            "yield: \(yield.planned.grouped) planned, \(yield.executed.grouped) executed, \(yield.verified.grouped) verified, \(yield.rows.grouped) rows"
        ]
            + Self.table(
                yield.tasks.map { task in
                    ("  \(task.name)", "\(task.executed.grouped) executed, \(task.verified.grouped) verified, \(task.rows.grouped) rows")
                })
    }

    private var splits: [String] {
        guard let proof = report.splits, !proof.distances.isEmpty else { return [] }
        let rows = proof.distances.map { distance in
            let similarities = [distance.medianSimilarity, distance.p99Similarity, distance.greatestSimilarity].map { $0.text(decimals: 2) }
            let words =
                "\(distance.rows.grouped) rows, most similar question of train \(similarities.joined(separator: ", ")) (median, 99 %, most), "
                + "\(distance.sharedQuestions.grouped) questions shared, its answer is right for \(percent(distance.copiedAnswer))"
            return ("  \(distance.split.rawValue)", words)
        }
        return ["splits against train, which shows \(proof.heldOutInTraining.grouped) rows with something held out"] + Self.table(rows)
    }

    private var dependences: [String] {
        guard !report.dependences.strongest.isEmpty else { return [] }
        return ["axes that tell most about each other (mutual information; 1: one decides the other)"]
            + Self.table(report.dependences.strongest.map { ("  \($0.first) ~ \($0.second)", $0.share.text(decimals: 2)) })
    }

    private var lengths: [String] {
        let rows =
            [
                ("words a question", report.lengths.questionWords), ("words an answer", report.lengths.answerWords),
                ("tokens a row (estimated)", report.lengths.estimatedTokens),
            ] + (report.lengths.tokens.map { [("tokens a row (Llama 3)", $0)] } ?? [])
        return Self.table(
            rows.map { name, spread in
                (name, "least \(spread.least), median \(spread.median), 95 % \(spread.p95), 99 % \(spread.p99), most \(spread.greatest)")
            }
        )
    }

    private var axes: [String] {
        report.axes.flatMap { axis in
            let values = axis.values.prefix(Self.shownValues).map { "\($0.value) \($0.rows.grouped)" }
            let more = axis.values.count - values.count
            return [
                "\(axis.name): \(axis.values.count.grouped) values, evenness \(axis.evenness.text(decimals: 2))",
                "  " + values.joined(separator: " · ") + (more > 0 ? " · \(more.grouped) more" : ""),
            ]
        }
    }

    private var pairs: [String] {
        let incomplete = report.pairs.axes.filter { $0.seen < $0.possible }
        guard !incomplete.isEmpty else { return [] }
        let least = incomplete.sorted { share(of: $0) < share(of: $1) }.prefix(Self.shownPairs)
        return ["least covered pairs (every two observed values count as possible, senseless ones too)"]
            + Self.table(least.map { ("  \($0.first) × \($0.second)", "\($0.seen.grouped) of \($0.possible.grouped)") })
    }

    private var duplicates: [String] {
        guard !report.duplicates.pairs.isEmpty else { return [] }
        return ["rows that repeat an earlier one"] + report.duplicates.pairs.map { "  \($0.row) = \($0.earlier)" }
    }

    private var nearDuplicates: [String] {
        let pairs = report.nearDuplicateQuestions.pairs
        guard !pairs.isEmpty else { return [] }
        return ["most similar questions"] + pairs.map { "  \($0.row) ~ \($0.earlier)  \($0.similarity.text(decimals: 2))" }
    }

    private func share(of axes: PairReport.Axes) -> Double { Double(axes.seen) / Double(axes.possible) }

    private func percent(_ share: Double) -> String { "\((100 * share).text(decimals: 1)) %" }

    /// Two columns, the second one aligned.
    private static func table(_ rows: [(String, String)]) -> [String] {
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { name, value in name + String(repeating: " ", count: width - name.count + 2) + value }
    }
}
