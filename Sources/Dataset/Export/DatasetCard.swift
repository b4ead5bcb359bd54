import Foundation

/// The dataset's `README.md`: front matter as dataset hubs read it, then what a careful reader wants to know, all numbers taken from the data.
struct DatasetCard {
    var provenance: DatasetProvenance
    var summary: DatasetSummary
    /// Negative controls passed by each verified example.
    var controls: [Int]

    var text: String {
        [
            frontMatter, "# Verified witness examples\n", introduction, loading, verification, splits, repetitions, diversity, axes, entropy, tools,
            limits,
        ].joined(separator: "\n")
    }

    private var report: DatasetReport { summary.report }
    private var verified: Int { report.rows + summary.duplicates }

    private var frontMatter: String {
        let files = Split.allCases.filter { rows(in: $0) > 0 }.map {
            "      - split: \($0.hubName)\n        path: \($0.fileName)"
        }
        return """
            ---
            license: unknown
            language: [en]
            pretty_name: Verified witness examples
            size_categories: [\(sizeCategory)]
            task_categories: [text-generation]
            tags: [synthetic, in-toto, witness, supply-chain, tool-use, code]
            annotations_creators: [machine-generated]
            source_datasets: [original]
            configs:
              - config_name: default
                data_files:
            \(files.joined(separator: "\n"))
            ---

            """
    }

    private var introduction: String {
        """
        \(number(report.rows)) conversations that teach the in-toto `witness` command line. Behind every row stands a real piece of supply-chain work that was
        carried out in a disposable sandbox: the project was built, `witness` attested it, and `witness verify` accepted it under a signed policy. No row was
        written by a language model.

        A row is one JSON object with `id`, `messages` (system, user, assistant) and `metadata`, its place on the axes of diversity.

        """
    }

    private var loading: String {
        """
        ## Loading

        ```sh
        mlx_lm.lora --train --data . --mask-prompt --model MODEL
        python3 -c 'import datasets; print(datasets.load_dataset("."))'
        ```

        """
    }

    private var verification: String {
        """
        ## Verification

        | stage | examples |
        |---|---|
        | planned | \(number(provenance.planned)) |
        | executed to a verdict | \(number(provenance.executed)) |
        | verified | \(number(verified)) |
        | without repetitions | \(number(report.rows)) |

        *Verified* means that every command of the row was executed, that the attestation holds the attestors asked for, and that `witness verify` exits 0.
        Each verified example also passed \(controlsPhrase): an altered artifact, another key, a missing attestor and the like,
        which `witness verify` must reject for the right reason. So no policy here accepts everything. The evidence packs of the run hold what is
        needed to verify each row again with the stock `witness` binary.

        """
    }

    private var splits: String {
        let lines = Split.allCases.filter { summary.rows[$0] != nil }.map { "| \($0.rawValue) | \(number(rows(in: $0))) | \(meaning(of: $0)) |" }
        return """
            ## Splits

            | split | rows | what it tells |
            |---|---|---|
            \(lines.joined(separator: "\n"))

            A hash of what is held out, or of attestors and command, decides, so a row keeps its split when the dataset grows. Rows are shuffled in an order fixed by
            their names. `splits.json` holds the figures below and the values that are held out; training rows that show one of them: \(summary.proof.heldOutInTraining).

            \(distances)
            """
    }

    private var distances: String {
        guard !summary.proof.distances.isEmpty else { return "" }
        let rows = summary.proof.distances.map { distance in
            let similarities = [distance.medianSimilarity, distance.p99Similarity, distance.greatestSimilarity].map { decimal($0, 2) }
            let copied = [distance.copiedAnswer, distance.copiedAttestors, distance.copiedStep, distance.copiedCommand].map(percent)
            return "| \(distance.split.rawValue) | \(similarities.joined(separator: " / ")) | \(number(distance.sharedQuestions)) | "
                + "\(number(distance.sharedTuples)) | \(copied.joined(separator: " / ")) | "
                + "\(decimal(distance.atomDivergence, 2)) / \(decimal(distance.compoundDivergence, 2)) |"
        }
        return """
            | split | similarity of a question to the most similar one of train: median / 99 % / most | questions of train | \
            attestors, step and command of a row of train | right when that row's answer is repeated: all / attestors / step / command | divergence: attestors / pairs of them |
            |---|---|---|---|---|---|
            \(rows.joined(separator: "\n"))

            Similarity is Jaccard's over word 3-grams, compared with every row of train. Divergence is 0 where a split has the same shares as train, 1 where they
            have nothing in common (of pairs it counts most whether train has them at all).

            """
    }

    private var repetitions: String {
        let rows = DuplicateRow.Reason.allCases.compactMap { reason in
            summary.leftOut[reason].map { "| \(reason.rawValue) | \(number($0)) |" }
        }
        return """
            ## Repetitions

            Verified rows that repeat or closely resemble an earlier one are in no split, but in `duplicates.jsonl`, each with the reason and the name of that earlier
            row: \(number(summary.duplicates)). Rows that follow an earlier one, which they resemble, into its split: \(number(summary.proof.moved)).

            \(rows.isEmpty ? "" : "| reason | rows |\n|---|---|\n\(rows.joined(separator: "\n"))\n")
            """
    }

    private func meaning(of split: Split) -> String {
        switch split {
        case .train: "to learn from"
        case .valid: "two attestors together that train shows only apart; for the choice of a checkpoint"
        case .test: "attestors with a command that train does not show together, else like train"
        case .testCombo: "two attestors together that train shows only apart, others than those of valid"
        case .testCommand: "commands that train never shows"
        case .testLanguage: "a Rego kind in a language that train shows only with other kinds, and the kind only in other languages"
        case .testPolicy: "a Rego kind in a task that train shows with other kinds only"
        case .testPhrasing: "ways of asking that train never uses"
        case .testDebug: "faults, and other variants of tasks, that train never shows"
        }
    }

    private var diversity: String {
        let questions = report.nearDuplicateQuestions
        let answers = report.nearDuplicateAnswers
        return """
            ## Diversity

            | measure | value |
            |---|---|
            | distinct attestor sets | \(number(report.attestorSets)) |
            | pairs of axis values that occur together | \(number(report.pairs.seen)) of \(number(report.pairs.possible)) |
            | questions that repeat an earlier one | \(number(report.duplicates.questions)) |
            | answers that repeat an earlier one | \(number(report.duplicates.answers)) |
            | answers distinct once digits, keys and digests are masked | \(percent(report.distinctMaskedAnswers)) |
            | questions at Jaccard ≥ 0.8 / ≥ 0.5 to an earlier one (word 3-grams) | \(percent(questions.at80)) / \(percent(questions.at50)) |
            | answers at Jaccard ≥ 0.8 / ≥ 0.5, shared template left out | \(percent(answers.at80)) / \(percent(answers.at50)) |
            | question shapes; share of the most frequent | \(number(report.skeletons.distinct)); \(percent(report.skeletons.topShare)) |
            | questions with a 6-gram that 1 % of the questions have | \(percent(report.selfRepetition.share)) |
            | the same outside code and quoted output; share of the most frequent | \(percent(report.languageRepetition.share)); \(percent(report.languageRepetition.topShare)) |
            | zlib ratio of the questions | \(decimal(report.questionCompression, 2)) |
            | self-BLEU-4 of 300 questions | \(decimal(report.selfBLEU, 3)) |
            | effective number of questions (Vendi score) | \(decimal(report.vendi.score, 0)) of \(number(report.vendi.sample)) |
            \(tupleRows)
            | words a question, median / 99 % | \(report.lengths.questionWords.median) / \(report.lengths.questionWords.p99) |
            | words an answer, median / 99 % | \(report.lengths.answerWords.median) / \(report.lengths.answerWords.p99) |
            | tokens a row (estimated), median / 99 % / most | \(tokens) |

            Pairs count every two observed values as possible, also those that make no sense together, so the coverage of the sensible ones is higher. How many
            combinations can occur is Chao's estimate from those seen once and twice; of four values, one combination in 256 is counted.

            """
    }

    private var tupleRows: String {
        report.tuples.map { tuple in
            "| combinations of \(tuple.size) axis values seen, of those that can occur | \(percent(tuple.coverage)) of \(number(Int(tuple.estimated.rounded()))) |"
        }.joined(separator: "\n")
    }

    private var axes: String {
        let tables = report.axes.map { axis in
            let shown = axis.values.prefix(40).map { "\($0.value) \(number($0.rows))" }.joined(separator: " · ")
            let hidden = axis.values.count > 40 ? " · and \(number(axis.values.count - 40)) more" : ""
            return "- **\(axis.name)** (\(number(axis.values.count)) values, evenness \(decimal(axis.evenness, 2))): \(shown)\(hidden)"
        }
        return "## Axes, rows of each value\n\n\(tables.joined(separator: "\n"))\n"
    }

    private var entropy: String {
        """
        ## Irreducible entropy

        Strings that nobody can know from the question (fresh keys, digests, signatures) amount to \(decimal(report.irreducibleEntropy.natsPerToken, 4)) nats an answer
        token, in \(number(report.irreducibleEntropy.rows)) rows, by the estimate that a hexadecimal digit of such a string carries four bits and a base64 character six. No model's loss on the answers can go
        below this figure; compare any reported loss with it.\(floor)

        """
    }

    private var floor: String {
        guard let floor = report.gramFloorNatsPerToken else { return "" }
        return
            " A 6-gram model that never sees the question reaches \(decimal(floor, 3)) nats a token: a loss near it shows that the form of the answers was learned, not more."
    }

    private var tools: String {
        let versions = provenance.toolVersions.sorted { $0.key < $1.key }.map { "| \($0.key) | \($0.value) |" }
        return """
            ## Provenance

            | part | version |
            |---|---|
            | seed | \(provenance.seed) |
            | catalog | \(provenance.catalogVersion) |
            | toolchain image | `\(provenance.imageDigest)` |
            \(versions.map { $0 + "\n" }.joined())
            The same seed, catalog and image give the same files, byte for byte, on any machine and with any number of workers.

            """
    }

    private var limits: String {
        """
        ## Limits

        - Questions come from a grammar, not from people; their variety is measured above and is less than that of human questions.
        - The rows show how the tools of this image behave and may not hold for other versions.
        - The projects are small, and nothing in them needs a network. CI platforms are simulated by their environment.
        - Rows whose work was rejected are left out, so the data shows less failure than practice does.
        - Splits keep equal attestors with equal commands together, not near-equal ones: a row of `test` can differ from a training row by one attestor.
        - No licence is stated: who publishes the data chooses one, here and in `croissant.json`.
        """ + "\n"
    }

    private var sizeCategory: String {
        switch report.rows {
        case ..<1_000: "n<1K"
        case ..<10_000: "1K<n<10K"
        case ..<100_000: "10K<n<100K"
        case ..<1_000_000: "100K<n<1M"
        default: "1M<n<10M"
        }
    }

    private var controlsPhrase: String {
        let least = controls.min() ?? 0
        let mean = Double(controls.reduce(0, +)) / Double(max(1, controls.count))
        return "at least \(least) negative controls (\(decimal(mean, 1)) on average)"
    }

    private var tokens: String {
        let spread = report.lengths.estimatedTokens
        return "\(number(spread.median)) / \(number(spread.p99)) / \(number(spread.greatest))"
    }

    private func rows(in split: Split) -> Int { summary.rows[split] ?? 0 }

    private func number(_ value: Int) -> String { value.grouped }

    private func percent(_ share: Double) -> String { "\(decimal(100 * share, 1)) %" }

    private func decimal(_ value: Double, _ digits: Int) -> String { value.text(decimals: digits) }
}
