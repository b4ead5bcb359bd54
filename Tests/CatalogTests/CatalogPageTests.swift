import Foundation
import TestSupport
import Testing

@testable import Catalog

/// What an author who follows `docs/catalog.md` to the letter gets.
@Suite("The page about a catalog of one's own")
struct CatalogPageTests {
    @Test("its files are a catalog without a mistake, of which each part is drawn")
    func example() throws {
        let files = try CatalogPage.files()
        #expect(files.keys.contains("commands/shell.yaml"))
        let catalog = try TemporaryCatalog.with(files) { try Catalog.load(directories: [$0]) }
        let builder = JobBuilder(catalog: catalog, imageDigest: "sha256:0")
        func rows(_ filter: AxisValue) throws -> [TrainingRow] {
            let plan = try Plan(seed: 3, catalog: catalog, only: [filter])
            return try (0..<12).map { try builder.row(for: plan.specification(at: $0)) }
        }
        #expect(Set(try rows(AxisValue(.language, "shell")).map(\.metadata.command)) == ["shell-test", "shell-tar"])
        #expect(try rows(AxisValue(.rego, "env-file")).allSatisfy { $0.metadata.rego.contains("env-file") })
        #expect(try rows(AxisValue(.task, "run-command")).contains { $0.metadata.questionFrame == "handover" })
    }
}
