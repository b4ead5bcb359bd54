import Catalog
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Dataset

@Suite struct MeasuresTests {
    private func row(_ question: String, _ answer: String, id: String, axes: String = "{}") throws -> DatasetRow {
        func quoted(_ text: String) throws -> String { String(decoding: try JSONEncoder().encode(text), as: UTF8.self) }
        let json = """
            {"id":\(try quoted(id)),"messages":[{"role":"user","content":\(try quoted(question))},{"role":"assistant","content":\(try quoted(answer))}],\
            "metadata":\(axes)}
            """
        return try JSONDecoder().decode(DatasetRow.self, from: Data(json.utf8))
    }

    private func report(_ rows: [DatasetRow]) -> DatasetReport {
        var analyzer = DatasetAnalyzer()
        for row in rows { analyzer.add(row) }
        return analyzer.report()
    }

    @Test func `counts, attestor sets and evenness`() throws {
        let report = report([
            try row("a", "x", id: "1", axes: #"{"language":"go","attestors":["git","sbom"]}"#),
            try row("b", "y", id: "2", axes: #"{"language":"rust","attestors":["git","sbom"]}"#),
            try row("c", "z", id: "3", axes: #"{"language":"go","attestors":["git"]}"#),
            try row("d", "z", id: "4", axes: #"{"language":"rust","attestors":["link"]}"#),
        ])
        #expect(report.rows == 4)
        #expect(report.attestorSets == 3)
        #expect(report.axes.map(\.name) == ["attestors", "language"])
        #expect(report.axes[0].values.map(\.value) == ["git", "sbom", "link"])
        #expect(report.axes[0].values.map(\.rows) == [3, 2, 1])
        #expect(report.axes[1].evenness == 1)
    }

    @Test func `pairs of values are counted between axes and within a set`() throws {
        let report = report([
            try row("a", "x", id: "1", axes: #"{"language":"go","attestors":["git","sbom"]}"#),
            try row("b", "y", id: "2", axes: #"{"language":"rust","attestors":["git","link"]}"#),
        ])
        #expect(
            report.pairs.axes.map { "\($0.first)/\($0.second) \($0.seen)/\($0.possible)" } == ["attestors/attestors 2/3", "attestors/language 4/6"])
        #expect(report.pairs.seen == 6)
        #expect(report.pairs.possible == 9)
    }

    @Test func `exact repetition ignores case, white space and compatibility forms, and names the pair`() throws {
        let report = report([
            try row("How do I sign a ﬁle?", "Use witness.", id: "first"),
            try row("Another question", "use  WITNESS.", id: "second"),
            try row("how do i  SIGN a file?", "Use witness.\n", id: "third"),
        ])
        #expect(report.duplicates.questions == 1)
        #expect(report.duplicates.answers == 2)
        #expect(report.duplicates.rows == 1)
        #expect(report.duplicates.pairs == [DuplicateReport.Pair(row: "third", earlier: "first")])
    }

    @Test func `near duplicates are found with their true similarity`() throws {
        let text = "we ship a small go service every friday and the auditors want to see which commit it was built from and which modules went in"
        let rows = [
            try row(text, "a", id: "base"),
            try row(text + " please", "b", id: "close"),
            try row("entirely other words about a java library whose tests we run nightly with maven on a shared host", "c", id: "far"),
        ]
        let near = report(rows).nearDuplicateQuestions
        #expect(near.pairs.map(\.row) == ["close"])
        #expect(near.pairs.map(\.earlier) == ["base"])
        let words = text.split(separator: " ").count
        let expected = Double(words - 2) / Double(words - 1)
        #expect(abs((near.pairs.first?.similarity ?? 0) - expected) < 1e-9)
        #expect(abs(near.at80 - 1.0 / 3) < 1e-9)
        #expect(abs(near.at50 - 1.0 / 3) < 1e-9)
    }

    /// Brute force over every pair is the oracle; MinHash may miss a few and may invent none.
    @Test func `near duplicates agree with a comparison of all pairs`() {
        var table = ShingleTable()
        let texts = (0..<400).map { NormalizedText(SyntheticRows.row($0).messages[1].content).words() }
        for words in texts { table.append(words: words, length: 3) }
        let sets = (0..<400).map { Set(table[$0]) }
        let matches = NearDuplicates(table).matches(atLeast: 0.5)
        for match in matches {
            let common = sets[match.row].intersection(sets[match.earlier]).count
            #expect(match.similarity == Double(common) / Double(sets[match.row].union(sets[match.earlier]).count))
        }
        let expected = (1..<400).filter { row in
            (0..<row).contains { Double(sets[row].intersection(sets[$0]).count) >= 0.5 * Double(sets[row].union(sets[$0]).count) }
        }
        #expect(Set(matches.map(\.row)).isSubset(of: expected))
        #expect(Double(matches.count) >= 0.8 * Double(expected.count))
    }

    @Test func `skeletons hide the row's own values and lists of any length`() throws {
        let report = report([
            try row("Record step build with git and sbom for 3 hosts", "a", id: "1", axes: #"{"step":"build","attestors":["git","sbom"]}"#),
            try row("Record step test with link and sarif for 12 hosts", "b", id: "2", axes: #"{"step":"test","attestors":["link","sarif"]}"#),
            try row("Explain this policy to me", "c", id: "3"),
        ])
        #expect(report.skeletons.distinct == 2)
        #expect(abs(report.skeletons.topShare - 2.0 / 3) < 1e-9)
    }

    @Test func `one phrase in every question is self-repetition, unique questions are none`() throws {
        let same = try (0..<20).map { try row("please write the witness command for project number\($0) today", "a\($0)", id: "\($0)") }
        #expect(report(same).selfRepetition.share == 1)
        let unique = try (0..<20).map { index in try row((0..<9).map { "w\(index)x\($0)" }.joined(separator: " "), "a", id: "\(index)") }
        #expect(report(unique).selfRepetition.share == 0)
        #expect(report(same).questionCompression > report(unique).questionCompression)
    }

    @Test func `outside code only the author's own phrases repeat, whatever code stands in them`() throws {
        let output = "```text\nlevel=error msg=\"no passed collections present for this step\"\n```"
        let phrase = try (0..<20).map { index in
            try row("Attest `go build -o bin/p\(index)` as step s\(index), with a key in ../k\(index)/key.pem please", "a", id: "\(index)")
        }
        #expect(report(phrase).languageRepetition.topShare == 1)
        let letters = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t"]
        let unlike = try letters.map { letter in
            try row("\((0..<9).map { letters[$0] + letter }.joined(separator: " "))\n\n\(output)", "a", id: letter)
        }
        #expect(report(unlike).languageRepetition.share == 0)
        #expect(report(unlike).selfRepetition.share == 1)
    }

    @Test func `only strings that the question does not give are unpredictable`() throws {
        let digest = String(repeating: "0123456789abcdef", count: 4)
        #expect(UnpredictableText.bits(in: "sha256 \(digest)", given: "") == 256)
        #expect(UnpredictableText.bits(in: "sha256 \(digest)", given: "the digest is \(digest)") == 0)
        #expect(UnpredictableText.bits(in: "see /usr/share/doc/witness/examples/policies/github/readme", given: "") == 0)
        let rego = Data("package witness.policy\ndeny contains msg if { msg := \"Ünwanted 12\" }".utf8).base64EncodedString()
        #expect(UnpredictableText.bits(in: rego, given: "") == 0)
        let key = "MCowBQYDK2VwAyEA\(Data((0..<32).map { UInt8(truncatingIfNeeded: $0 * 37 + 200) }).base64EncodedString())"
        #expect(UnpredictableText.bits(in: key, given: "") == Double(6 * key.count))
    }

    @Test func `answers that differ in digits alone are one answer`() throws {
        let report = report([
            try row("a", "key 1f3a9bcd", id: "1"), try row("b", "key 77aa00ff", id: "2"), try row("c", "no key", id: "3"),
        ])
        #expect(abs(report.distinctMaskedAnswers - 2.0 / 3) < 1e-9)
    }

    @Test func `combinations of values are counted, and what can occur is estimated from the rare ones`() throws {
        let all = try (0..<40).map { number in
            try row("q\(number)", "a", id: "\(number)", axes: #"{"x":"x\#(number % 2)","y":"y\#(number / 2 % 2)","z":["z\#(number / 4 % 2)","w"]}"#)
        }
        let complete = report(all).tuples
        #expect(complete.map(\.size) == [2, 3, 4])
        #expect(complete[0].seen == 12)
        #expect(complete[1].seen == 8)
        #expect(complete.prefix(2).allSatisfy { $0.coverage == 1 && $0.seenFiveTimes == $0.seen })
        let once = try (0..<40).map { try row("q", "a", id: "\($0)", axes: #"{"x":"x\#($0)","y":"y\#($0 * 7 % 40)"}"#) }
        #expect(report(once).tuples[0].seen == 40)
        #expect(report(once).tuples[0].coverage < 0.1)
        #expect(report(once).tuples[0].possible == 1600)
    }

    @Test func `an axis that decides another is told from one that does not`() throws {
        let rows = try (0..<200).map { number in
            try row(
                "q", "a", id: "\(number)",
                axes: #"{"language":"l\#(number % 4)","key":"k\#(number % 2)","step":"s\#(number / 4 % 3)","attestors":["git\#(number % 2)"]}"#)
        }
        let dependences = report(rows).dependences
        #expect(dependences.decided.contains { [$0.first, $0.second] == ["key", "language"] && $0.share == 1 })
        #expect(dependences.decided.contains { [$0.first, $0.second] == ["attestors=git0", "key"] })
        #expect(!(dependences.decided + dependences.strongest).contains { $0.first == "step" || $0.second == "step" })
    }

    @Test func `texts that repeat each other score as one, distinct ones as many`() {
        func texts(_ count: Int, _ word: (Int, Int) -> String) -> [[UInt64]] {
            (0..<count).map { text in NormalizedText((0..<12).map { word(text, $0) }.joined(separator: " ")).words() }
        }
        func vendi(_ texts: [[UInt64]]) -> Double {
            var table = ShingleTable()
            for words in texts { table.append(words: words, length: 3) }
            return VendiScore.score(of: table)
        }
        let (same, distinct) = (texts(20) { "word\($1)" }, texts(20) { "word\($0)x\($1)" })
        #expect(abs(SelfBLEU.mean(of: same) - 1) < 1e-9)
        #expect(SelfBLEU.mean(of: distinct) < 0.05)
        #expect(abs(vendi(same) - 1) < 1e-6)
        #expect(abs(vendi(distinct) - 20) < 1e-6)
    }

    @Test func `the floor is low for answers of one form and high for answers that nothing tells`() {
        func floor(_ answer: (Int) -> String) -> Double? {
            var floor = GramFloor()
            for number in 0..<110 { floor.append(answer(number)) }
            return floor.natsPerToken()
        }
        let form = floor { "Run `witness run --step build` and then verify the collection of project \($0 % 3)." } ?? .infinity
        let free = floor { number in (0..<12).map { "w\(NormalizedText.mix(UInt64(number * 100 + $0)))" }.joined(separator: " ") } ?? 0
        #expect(form < 0.4)
        #expect(free > 1)
        #expect(GramFloor().natsPerToken() == nil)
    }

    @Test func `the page of a run holds its yield and splits, escapes what it shows and loads nothing`() throws {
        let directory = try TemporaryDirectory()
        _ = try RunPublisher(store: RecordedRun.record(RecordedRun.plan(target: 130), in: directory.path)).publish()
        var analyzer = DatasetAnalyzer()
        for file in try DatasetLocation(directory.path).rowFiles() { try analyzer.add(contentsOf: file) }
        var report = analyzer.report()
        try report.addRecord(of: directory.path)
        #expect(report.yield?.tasks.map { [$0.executed, $0.verified, $0.rows] } == [[130, 117, report.rows]])
        #expect(report.splits?.heldOutInTraining == 0)
        let page = ReportPage(report, title: "<script>alert(1)</script>").html.description
        #expect(page.contains("&lt;script&gt;alert(1)"))
        #expect(!page.contains("<script"))
        for loading in ["src=", "href=", "@import", "url("] { #expect(!page.contains(loading)) }
        #expect(page.contains("test-combo"))
        #expect(page.contains("prefers-color-scheme: dark"))
    }

    @Test(arguments: [
        (#"{"id":"1","messages":[]}"# + "\n" + #"{"id":"2","messa"#, 2, "the line is not a whole JSON object"),
        ("\n", 1, "the line is empty"),
        (#"{"id":"1"}"#, 1, "the row has no 'messages'"),
        (#"{"messages":[{"role":"robot","content":""}]}"#, 1, "'messages[0].role' has an unknown value"),
        (#"{"messages":[{"role":"user","content":3}]}"#, 1, "'messages[0].content' is of the wrong type"),
    ]) func `a damaged line is named with what is wrong`(text: String, line: Int, cause: String) throws {
        let directory = try TemporaryDirectory()
        let file = directory.path.appending("train.jsonl")
        try Data(text.utf8).write(to: URL(filePath: file.string))
        let error = #expect(throws: DatasetError.self) { try RowReader<DatasetRow>(path: file).forEachRow { _, _ in } }
        #expect(error?.subject == "\(file):\(line)")
        #expect(error?.cause == cause)
    }

    @Test func `lines longer than a read are whole`() throws {
        let directory = try TemporaryDirectory()
        let file = directory.path.appending("long")
        let lines = (0..<5).map { String(repeating: "\($0)", count: 300_000 * $0) }
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: file.string))
        var read: [String] = []
        try LineReader(path: file).forEachLine { read.append(String(decoding: $1, as: UTF8.self)) }
        #expect(read == lines)
    }
}
