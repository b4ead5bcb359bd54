import Catalog
import Testing

@testable import Dataset

@Suite struct PhraseTests {
    /// At 20,000 rows none is in more than one of a hundred; a sample of 1,500 strays by half of that.
    @Test func `no phrase of the grammar stands in more than one question of a hundred`() throws {
        let plan = try Plan(seed: 11, catalog: Catalog.load())
        let builder = JobBuilder(catalog: plan.catalog, imageDigest: "")
        var runs = ShingleTable()
        for index in 5000..<6500 {
            let questions = try builder.row(for: plan.specification(at: index)).messages.filter { $0.role == .user }
            runs.append(words: questions.flatMap { LanguageWords.words(of: $0.content) }, length: 6)
        }
        let report = RepetitionReport(runs)
        #expect(report.topShare <= 0.015)
        #expect(report.share <= 0.3)
    }
}
