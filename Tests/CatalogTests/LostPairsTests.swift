import Testing

@testable import Catalog

@Suite("Pairs lost with rejected rows")
struct LostPairsTests {
    private func pairs(of rows: some Sequence<Int>, in plan: Plan) -> Set<Set<AxisValue>> {
        var pairs: Set<Set<AxisValue>> = []
        for row in rows {
            let values = plan.specification(at: row).axisValues(in: plan.catalog)
            for (position, value) in values.enumerated() { pairs.formUnion(values[..<position].map { [$0, value] }) }
        }
        return pairs
    }

    @Test("later rows of the plan have every pair that only rejected rows had, and none of them is there for nothing")
    func refill() throws {
        let plan = try Plan(seed: 7, catalog: PlanTests.catalog.get(), only: [AxisValue(.language, "java")])
        let rejected = [5, 17, 280]
        let verified = (0..<300).filter { !rejected.contains($0) }
        let lost = pairs(of: rejected, in: plan).subtracting(pairs(of: verified, in: plan))
        let found = LostPairs(of: plan, rejected: rejected, verified: verified)
        #expect(found.count == lost.count && found.count > 0)
        let rows = found.rows(from: 300)
        #expect(rows.allSatisfy { $0 >= 300 } && rows == rows.sorted())
        var open = lost
        for row in rows {
            let met = pairs(of: [row], in: plan).intersection(open)
            #expect(!met.isEmpty)
            open.subtract(met)
        }
        #expect(open.isEmpty)
    }

    @Test("where nothing was rejected, nothing is lost")
    func nothing() throws {
        let plan = try Plan(seed: 7, catalog: PlanTests.catalog.get())
        let found = LostPairs(of: plan, rejected: [], verified: [0, 1])
        #expect(found.count == 0 && found.rows(from: 2).isEmpty)
    }
}
