import Catalog
import Testing

@testable import Dataset

@Suite struct HeldOutTests {
    /// The axes and the split of planned rows.
    private static func rows(_ count: Int) throws -> [(axes: ExampleAxes, split: Split)] {
        let plan = try Plan(seed: 7, catalog: Catalog.load())
        let builder = JobBuilder(catalog: plan.catalog, imageDigest: "")
        let axes = try (0..<count).map { try builder.row(for: plan.specification(at: $0)).metadata }
        let rows = axes.enumerated().map { index, axes in
            SplitPlan.Row(
                index: index, group: SplitPlan.group(attestors: axes.attestors, command: axes.command), heldOut: HeldOut(axes)?.split)
        }
        let splits = SplitPlan(rows: rows)
        return zip(axes, rows).map { ($0, splits.split(of: $1)) }
    }

    @Test func `training has rows of each task, language, Rego kind, signer and attestor, and each split has its share`() throws {
        let rows = try Self.rows(2000)
        let axes: [(name: String, values: (ExampleAxes) -> [String])] = [
            ("task", { [$0.task] }), ("language", { [$0.language] }), ("rego", { $0.rego }), ("signer", { [$0.signer] }),
            ("attestor", { $0.attestors }),
        ]
        for axis in axes {
            var all: [String: Int] = [:]
            var learned: [String: Int] = [:]
            for row in rows {
                for value in axis.values(row.axes) {
                    all[value, default: 0] += 1
                    if row.split == .train { learned[value, default: 0] += 1 }
                }
            }
            for (value, count) in all {
                #expect(learned[value, default: 0] * 5 >= count, "\(axis.name)=\(value): \(learned[value, default: 0]) of \(count) rows are in train")
            }
        }
        let sizes = Dictionary(grouping: rows, by: \.split).mapValues { Double($0.count) / Double(rows.count) }
        #expect(sizes[.train, default: 0] >= 0.6)
        for split in Split.allCases where split != .train {
            #expect((0.01...0.1).contains(sizes[split, default: 0]), "\(split.rawValue): \(sizes[split, default: 0])")
        }
    }
}
