import Catalog
import SystemPackage

/// A dataset's measures as one page of HTML with charts. It loads nothing: it can be mailed, kept beside the data and opened years later.
public struct ReportPage {
    private static let shownValues = 14
    private static let shownDecisions = 12

    private let report: DatasetReport
    private let title: String

    /// A page about these measures.
    /// - Parameter title: what was measured.
    public init(_ report: DatasetReport, title: String) {
        self.report = report
        self.title = title
    }

    /// Writes the page, whole or not at all.
    /// - Throws: ``DatasetError`` when the file cannot be written.
    public func write(to path: FilePath) throws {
        try AtomicFile.write(Array(html.description.utf8), to: path)
    }

    var html: Markup {
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>\(title): measures</title>
        <style>\(ReportStyle.sheet)</style></head>
        <body><main>
        <h1>\(title)</h1>
        <p>Measures of \(report.rows.grouped) rows, all of them counted from the rows themselves.</p>
        <div class="tiles">\(tiles)</div>
        <div class="columns">
        \(sections)
        </div>
        </main></body></html>

        """
    }

    private var sections: [Markup] {
        [yield, lengths, splits, language, tuples, nearDuplicates, dependences, axes, pairs].compactMap(\.self)
    }

    private var tiles: [Markup] {
        var tiles: [(String, String)] = [
            (report.rows.grouped, "rows"),
            (report.attestorSets.grouped, "distinct sets of attestors"),
            (percent(report.tuples.first?.coverage ?? 1), "of the pairs of axis values that can occur (estimate)"),
            (report.lengths.estimatedTokens.median.grouped, "tokens a row, median (estimate)"),
            (report.irreducibleEntropy.natsPerToken.text(decimals: 4), "nats a token that nobody can predict"),
        ]
        if let floor = report.gramFloorNatsPerToken { tiles.append((floor.text(decimals: 3), "nats a token without reading the question")) }
        if let yield = report.yield, yield.executed > 0 {
            tiles.append((percent(Double(yield.verified) / Double(yield.executed)), "of the executed examples verified"))
        }
        return tiles.map { "<div class=\"tile\"><b>\($0.0)</b><span>\($0.1)</span></div>\n" }
    }

    private var yield: Markup? {
        guard let yield = report.yield else { return nil }
        let stages = [("planned", yield.planned), ("executed", yield.executed), ("verified", yield.verified), ("in the dataset", yield.rows)]
        let bars = stages.map { Charts.Bar(label: $0.0, value: Double($0.1), note: $0.1.grouped) }
        let rows = yield.tasks.map { task -> [Cell] in
            [.text(task.name), .number(task.executed), .number(task.verified, isBad: task.verified < task.executed), .number(task.rows)]
        }
        let failures = yield.failureClasses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { [Cell.text($0.key), .number($0.value)] }
        return section(
            "Yield",
            "Verified: every step ended as it must, with at least three negative controls that had to fail. A verified row that repeats an earlier one is left out.",
            [Charts.bars(bars, title: "Examples by stage"), table(["task", "executed", "verified", "rows"], rows)]
                + (failures.isEmpty ? [] : [table(["rejected for", "examples"], failures)])
        )
    }

    private var splits: Markup? {
        guard let proof = report.splits, !proof.distances.isEmpty else { return nil }
        let rows = proof.distances.map { distance -> [Cell] in
            [
                .text(distance.split.rawValue), .number(distance.rows),
                .text(
                    [distance.medianSimilarity, distance.p99Similarity, distance.greatestSimilarity].map { $0.text(decimals: 2) }.joined(
                        separator: " · ")),
                .number(distance.sharedQuestions, isBad: distance.sharedQuestions > 0), .number(distance.sharedTuples),
                .text(
                    [distance.copiedAnswer, distance.copiedAttestors, distance.copiedStep, distance.copiedCommand].map(percent).joined(
                        separator: " · ")),
                .text("\(distance.atomDivergence.text(decimals: 2)) · \(distance.compoundDivergence.text(decimals: 2))"),
            ]
        }
        let heldOut = proof.heldOut.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            [Cell.text($0.key.rawValue), .text($0.value.joined(separator: ", "))]
        }
        return section(
            "Splits against training",
            """
            Similarity of a question to the most similar one of training (word 3-grams; median, 99 %, most), and what one gets right by repeating that one's answer. \
            Training rows that show something held out: \(proof.heldOutInTraining.grouped).
            """,
            [
                table(
                    [
                        "split", "rows", "similarity", "shared questions", "shared tuples", "copied right: all · attestors · step · command",
                        "divergence: attestors · pairs",
                    ],
                    rows),
                "<h3>Held out of training</h3>\n", table(["split", "values"], heldOut),
            ],
            isWide: true
        )
    }

    private var language: Markup? {
        let gauges: [(String, Double, String, String)] = [
            ("self-BLEU-4", report.selfBLEU, report.selfBLEU.text(decimals: 3), "≤ 0.65"),
            ("with a common 6-gram", report.selfRepetition.share, percent(report.selfRepetition.share), "≤ 30 %"),
            ("the same outside code", report.languageRepetition.share, percent(report.languageRepetition.share), "≤ 30 %"),
            ("most frequent 6-gram outside code", report.languageRepetition.topShare, percent(report.languageRepetition.topShare), "≤ 1 %"),
            ("zlib ratio (full bar: 20)", report.questionCompression / 20, report.questionCompression.text(decimals: 2), "≤ 5"),
            ("most frequent shape", report.skeletons.topShare, percent(report.skeletons.topShare), "≤ 0.5 %"),
            ("shapes a row", Double(report.skeletons.distinct) / Double(max(1, report.rows)), report.skeletons.distinct.grouped, "≥ 0.4"),
            (
                "effective questions (Vendi)", report.vendi.score / Double(max(1, report.vendi.sample)),
                "\(report.vendi.score.text(decimals: 0)) of \(report.vendi.sample)", "≥ 350 of 800"
            ),
        ]
        return section(
            "Language of the questions",
            "How much the questions repeat each other; behind each figure what a dataset of this kind should reach.",
            [
                Charts.bars(
                    gauges.map { Charts.Bar(label: $0.0, value: $0.1, note: "\($0.2) (\($0.3))") }, full: 1.6, title: "Repetition in the questions")
            ]
        )
    }

    private var tuples: Markup? {
        guard !report.tuples.isEmpty, !report.axes.isEmpty else { return nil }
        let bars = report.tuples.map {
            Charts.Bar(label: "\($0.size) values together", value: $0.coverage, note: percent($0.coverage))
        }
        let rows = report.tuples.map { tuple -> [Cell] in
            [
                .number(tuple.size), .number(tuple.seen), .number(tuple.seenFiveTimes), .text(Int(tuple.estimated.rounded()).grouped),
                .text(tuple.sampled < 1 ? "one in \(Int((1 / tuple.sampled).rounded()))" : "all"),
            ]
        }
        let counted = (report.coverage ?? []).map { coverage -> [Cell] in
            [
                .number(coverage.size), .number(coverage.seen), .number(coverage.allowed), .text("\((100 * coverage.share).text(decimals: 3)) %"),
                .number(coverage.seenTenTimes), .number(coverage.fewest),
            ]
        }
        let leftOut = report.uncountedAxes.isEmpty ? "" : " Axes with too many values, not counted: \(report.uncountedAxes.joined(separator: ", "))."
        return section(
            "Coverage of combinations",
            "Share of the combinations of axis values that can occur, by Chao's estimate from those seen once and twice.\(leftOut)",
            [Charts.bars(bars, full: 1, title: "Coverage of combinations"), table(["values", "seen", "five times", "can occur", "counted"], rows)]
                + (counted.isEmpty
                    ? []
                    : [
                        "<h3>Of what the catalog's constraints allow</h3>\n",
                        table(["values", "seen", "allowed", "share", "ten times", "rarest"], counted),
                    ])
        )
    }

    private var nearDuplicates: Markup? {
        let bars = [
            ("equal questions", Double(report.duplicates.questions) / Double(max(1, report.rows))),
            ("equal answers", Double(report.duplicates.answers) / Double(max(1, report.rows))),
            ("questions at 0.8", report.nearDuplicateQuestions.at80), ("questions at 0.5", report.nearDuplicateQuestions.at50),
            ("answers at 0.8, no template", report.nearDuplicateAnswers.at80), ("answers at 0.5, no template", report.nearDuplicateAnswers.at50),
        ].map { Charts.Bar(label: $0.0, value: $0.1, note: percent($0.1)) }
        let pairs = report.nearDuplicateQuestions.pairs.prefix(5).map {
            [Cell.text($0.row), .text($0.earlier), .text($0.similarity.text(decimals: 2))]
        }
        return section(
            "Repetition",
            "Rows that equal an earlier one, or share so much of their word 3-grams with it (Jaccard).",
            [Charts.bars(bars, full: 1, title: "Repetition"), pairs.isEmpty ? "" : table(["question", "like", "similarity"], pairs)]
        )
    }

    private var lengths: Markup? {
        section(
            "Lengths",
            "From the shortest to the longest; the bar ends where 95 % of the rows do, the dot is the median, the ring the 99th hundredth.",
            [
                Charts.spreads(
                    [
                        ("words a question", report.lengths.questionWords), ("words an answer", report.lengths.answerWords),
                        ("tokens a row (estimated)", report.lengths.estimatedTokens),
                    ] + (report.lengths.tokens.map { [("tokens a row (Llama 3)", $0)] } ?? []),
                    title: "Lengths"
                )
            ]
        )
    }

    private var axes: Markup? {
        guard !report.axes.isEmpty else { return nil }
        let charts = report.axes.map { axis -> Markup in
            let shown = axis.values.prefix(Self.shownValues)
            let hidden = axis.values.dropFirst(Self.shownValues)
            var bars = shown.map { Charts.Bar(label: $0.value, value: Double($0.rows), note: $0.rows.grouped) }
            if !hidden.isEmpty {
                let most = hidden.map(\.rows).max() ?? 0
                bars.append(Charts.Bar(label: "\(hidden.count.grouped) more, each up to", value: Double(most), note: most.grouped))
            }
            return """
                <div><h3>\(axis.name)</h3><p>\(axis.values.count.grouped) values, evenness \(axis.evenness.text(decimals: 2))</p>\
                \(Charts.bars(bars, title: axis.name))</div>

                """
        }
        return section(
            "Axes", "Rows of each value. Evenness is 1 when all values are equally frequent.", ["<div class=\"columns\">\(charts)</div>\n"],
            isWide: true)
    }

    private var pairs: Markup? {
        let entries = report.pairs.axes
        guard !entries.isEmpty else { return nil }
        let names = report.axes.map(\.name)
        let shares = Dictionary(entries.map { (["\($0.first)", "\($0.second)"].sorted(), $0) }) { first, _ in first }
        let chart = Charts.heatmap(names, title: "Pairs of values that occur together") { row, column in
            shares[[names[row], names[column]].sorted()].map { entry in
                (Double(entry.seen) / Double(entry.possible), "\(entry.first) × \(entry.second): \(entry.seen.grouped) of \(entry.possible.grouped)")
            }
        }
        return section(
            "Pairs of axes",
            "How many of the pairs of observed values occur in a row together; senseless pairs count too, so a pale cell may be all that can be.",
            [chart]
        )
    }

    private var dependences: Markup? {
        let strongest = report.dependences.strongest
        guard !strongest.isEmpty || !report.dependences.decided.isEmpty else { return nil }
        let bars = strongest.map { Charts.Bar(label: "\($0.first) ~ \($0.second)", value: $0.share, note: $0.share.text(decimals: 2)) }
        let decided = report.dependences.decided
        let names = decided.prefix(Self.shownDecisions).map { "\($0.first) ↔ \($0.second)" }.joined(separator: " · ")
        let more = decided.count > Self.shownDecisions ? " · and \(decided.count - Self.shownDecisions) more" : ""
        return section(
            "What axes tell about each other",
            "Mutual information as a share of what there is to know (1: one decides the other). A strong dependence is a short cut that a model may take.",
            [Charts.bars(bars, full: 1, title: "Dependences"), "<h3>One decides the other</h3><p>\(names)\(more)</p>\n"]
        )
    }

    private enum Cell {
        case text(String)
        case number(Int, isBad: Bool = false)

        var markup: Markup {
            switch self {
            case .text(let text): "<td>\(text)</td>"
            case .number(let number, let isBad): "<td class=\"number\(isBad ? " bad" : "")\">\(number.grouped)</td>"
            }
        }
    }

    private func table(_ heads: [String], _ rows: [[Cell]]) -> Markup {
        let numbers = rows.first.map { $0.map { if case .number = $0 { true } else { false } } } ?? heads.map { _ in false }
        let head = zip(heads, numbers).map { name, isNumber -> Markup in "<th class=\"\(isNumber ? "number" : "")\">\(name)</th>" }
        let lines = rows.map { cells -> Markup in "<tr>\(cells.map(\.markup))</tr>\n" }
        return "<table><tr>\(head)</tr>\n\(lines)</table>\n"
    }

    private func section(_ name: String, _ words: String, _ parts: [Markup], isWide: Bool = false) -> Markup {
        "<section class=\"\(isWide ? "wide" : "")\"><h2>\(name)</h2><p>\(words)</p>\n\(parts)</section>\n"
    }

    private func percent(_ share: Double) -> String { "\((100 * share).text(decimals: 1)) %" }
}
