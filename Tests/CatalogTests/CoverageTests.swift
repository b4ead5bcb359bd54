import Testing
import Witness

@testable import Catalog

@Suite("Coverage")
struct CoverageTests {
    private static let plan = Result { try Plan(seed: 7, catalog: PlanTests.catalog.get(), only: [AxisValue(.language, "java")]) }
    private static let coverage = Result { Coverage(of: try plan.get()) }

    @Test("what the rows of a plan have together is allowed, and nearly every allowed pair comes up")
    func agreement() throws {
        let plan = try Self.plan.get()
        var coverage = try Self.coverage.get()
        for index in 0..<2000 { coverage.add(plan.specification(at: index)) }
        #expect(coverage.unexpected.isEmpty, "\(coverage.unexpected.prefix(5))")
        let (pairs, triples) = (coverage.reports()[0], coverage.reports()[1])
        #expect(pairs.share > 0.96, "\(pairs)")
        #expect(pairs.missing.count == min(20, pairs.allowed - pairs.seen))
        #expect(triples.share > 0.5 && triples.share < pairs.share, "\(triples)")
    }

    @Test(
        "the constraints decide what is allowed, through other values, too",
        arguments: [
            (["attestor=maven", "attestor=sbom"], true), (["attestor=maven", "ci=github"], true), (["language=java", "language=go"], false),
            (["attestor=git", "attestor=-git"], false), (["attestor=github", "ci=gitlab"], false), (["attestor=-github", "ci=github"], false),
            (["rego=git", "attestor=-git"], false), (["rego=git", "rego=none"], false), (["rego=git", "attestor=git"], true),
            (["task=run-command", "rego=git"], false), (["task=write-rego", "rego=none"], false), (["rego=git", "rego=maven"], true),
            (["sbom=none", "attestor=sbom"], false), (["attestor=sarif", "attestor=sbom"], false),
            (["rego=git", "rego=maven", "rego=product"], false), (["rego=github", "rego=git", "ci=gitlab"], false),
            (["rego=git", "rego=maven", "attestor=-link"], true), (["rego=git", "rego=maven", "attestor=-maven"], false),
        ])
    func constraints(values: [String], isAllowed: Bool) throws {
        #expect(try Self.coverage.get().allows(values.map { try AxisValue(parsing: $0) }) == isAllowed)
    }

    @Test("pairs that the first rows lack get rows of their own until every allowed pair has come up, the same each time")
    func missingPairs() throws {
        let plan = try Self.plan.get()
        var coverage = try Self.coverage.get()
        for index in 0..<1000 { coverage.add(plan.specification(at: index)) }
        let pairs = MissingPairs()
        var rows: [ExampleSpecification] = []
        while let row = pairs.row(rows.count, of: plan, after: 1000, place: { 1000 + 4 * $0 }) { rows.append(row) }
        for row in rows { coverage.add(row) }
        #expect(coverage.unexpected.isEmpty, "\(coverage.unexpected.prefix(5))")
        #expect(coverage.reports()[0].missing == [])
        #expect(rows.map(\.index) == rows.indices.map { 1000 + 4 * $0 })
        #expect(MissingPairs().row(rows.count - 1, of: plan, after: 1000, place: { 1000 + 4 * $0 }) == rows.last)
    }

    @Test("rows of a dataset count as the specifications that they come from")
    func rows() throws {
        let plan = try Self.plan.get()
        var (planned, made) = (try Self.coverage.get(), try Self.coverage.get())
        let builder = JobBuilder(catalog: plan.catalog, imageDigest: "")
        for index in 0..<10 {
            planned.add(plan.specification(at: index))
            made.add(try builder.row(for: plan.specification(at: index)).metadata)
        }
        #expect(planned.reports() == made.reports())
        #expect(planned.reports()[0].seen > 500)
    }
}
