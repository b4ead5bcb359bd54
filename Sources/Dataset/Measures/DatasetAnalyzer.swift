import Catalog
import Foundation
import SystemPackage

/// Measures a dataset whose rows are given one after another.
///
/// Time is linear in the rows. Memory is about four bytes a word of text, some hundred bytes a row and up to some 200 MiB for what is counted or modelled: no text is
/// kept but a sample of questions and answers.
public struct DatasetAnalyzer {
    private static let compressedQuestions = 5000
    private static let comparedQuestions = 800
    /// Words of a run that counts as repeated.
    private static let run = 6

    private var names: [String] = []
    private var axes = AxisTable()
    private var sampledQuestions = SampledTexts(size: 300)
    private var floor = GramFloor()
    private var attestorSets: Set<[String]> = []
    private var questions = ContentIndex()
    private var answers = ContentIndex()
    private var whole = ContentIndex()
    private var maskedAnswers: Set<UInt128> = []
    private var questionShingles = ShingleTable()
    private var answerShingles = ShingleTable()
    private var questionRuns = ShingleTable()
    private var languageRuns = ShingleTable()
    private var skeletons: [UInt64: Int] = [:]
    private var questionSample: [UInt8] = []
    private var questionWords: [Int32] = []
    private var answerWords: [Int32] = []
    private var tokens: [Int32] = []
    private var answerTokens = 0.0
    private var unpredictable: [EntropyReport.Row] = []

    /// An analyzer that has seen nothing.
    public init() {}

    /// Takes one row.
    public mutating func add(_ row: DatasetRow) {
        let question = row.text(of: .user)
        let answer = row.text(of: .assistant)
        let normalizedQuestion = NormalizedText(question)
        let normalizedAnswer = NormalizedText(answer)
        let questionDigest = StableHash.digest(normalizedQuestion.bytes)
        let answerDigest = StableHash.digest(normalizedAnswer.bytes)
        questions.append(questionDigest)
        answers.append(answerDigest)
        whole.append(questionDigest &* 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835 ^ answerDigest)
        names.append(row.id ?? "row \(names.count + 1)")
        axes.append(row.metadata ?? [:])
        if let attestors = row.metadata?["attestors"] { attestorSets.insert(attestors.values) }

        let words = normalizedQuestion.words()
        sampledQuestions.append(words)
        floor.append(answer)
        questionShingles.append(words: words, length: 3)
        questionRuns.append(words: words, length: Self.run)
        languageRuns.append(words: LanguageWords.words(of: question), length: Self.run)
        let masked = normalizedAnswer.words(replacing: TextMask.volatile)
        answerShingles.append(words: masked, length: 3)
        maskedAnswers.insert(masked.reduce(UInt128(0)) { ($0 ^ UInt128($1)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b })
        skeletons[TextMask(hiding: row.metadata ?? [:]).skeleton(of: normalizedQuestion), default: 0] += 1

        if names.count <= Self.compressedQuestions { questionSample += question.utf8 + [UInt8(ascii: "\n")] }
        questionWords.append(Int32(clamping: words.count))
        answerWords.append(Int32(clamping: masked.count))
        tokens.append(Int32(clamping: Int(row.messages.map { TokenEstimate.tokens(in: $0.content) }.reduce(0, +).rounded())))
        answerTokens += TokenEstimate.tokens(in: answer)
        let bits = UnpredictableText.bits(in: answer, given: row.text(of: .system) + "\n" + question)
        if bits > 0 { unpredictable.append(EntropyReport.Row(row: row.id ?? "row \(names.count)", nats: bits * log(2))) }
    }

    /// Takes all rows of a file.
    /// - Throws: ``DatasetError`` when the file cannot be read or a line of it is damaged.
    public mutating func add(contentsOf file: FilePath) throws {
        try RowReader<DatasetRow>(path: file).forEachRow { add($1) }
    }

    /// What the rows given so far amount to.
    public func report() -> DatasetReport {
        let count = Double(max(1, names.count))
        let tuples = TupleCounter(axes)
        let sample = ranked(most: Self.comparedQuestions)
        return DatasetReport(
            rows: names.count,
            axes: axes.axisReports(),
            attestorSets: attestorSets.count,
            pairs: axes.pairReport(),
            tuples: tuples.reports(),
            uncountedAxes: tuples.leftOut,
            dependences: Dependences.report(on: axes),
            duplicates: DuplicateReport(
                questions: questions.repetitions,
                answers: answers.repetitions,
                rows: whole.repetitions,
                pairs: whole.pairs.map { .init(row: names[$0.row], earlier: names[$0.earlier]) }
            ),
            nearDuplicateQuestions: NearDuplicateReport(questionShingles, names: names),
            nearDuplicateAnswers: NearDuplicateReport(answerShingles.withoutTemplate(), names: names),
            skeletons: SkeletonReport(counts: skeletons.values),
            selfRepetition: RepetitionReport(questionRuns),
            languageRepetition: RepetitionReport(languageRuns),
            questionCompression: questionSample.isEmpty ? 1 : Double(questionSample.count) / Double(Deflate.compressedSize(of: questionSample)),
            selfBLEU: SelfBLEU.mean(of: sampledQuestions.texts),
            vendi: VendiReport(sample: sample.count, score: VendiScore.score(of: questionShingles.selecting(sample))),
            distinctMaskedAnswers: Double(maskedAnswers.count) / count,
            lengths: LengthReport(questionWords: .init(questionWords), answerWords: .init(answerWords), estimatedTokens: .init(tokens)),
            irreducibleEntropy: EntropyReport(unpredictable, tokens: answerTokens),
            gramFloorNatsPerToken: floor.natsPerToken()
        )
    }

    /// A sample of the rows, the same for the same number of rows.
    private func ranked(most: Int) -> [Int] {
        let ranks = names.indices.map { (rank: NormalizedText.mix(UInt64($0)), row: $0) }.sorted { $0.rank < $1.rank }
        return ranks.prefix(most).map(\.row)
    }
}
