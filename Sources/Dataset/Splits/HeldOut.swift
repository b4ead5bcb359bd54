import Catalog
import Witness

/// What training never shows, so that tests can tell what was understood from what was remembered.
///
/// A hash of the value decides, and nothing else: a row stays where it is whatever else the dataset holds, in any catalog.
struct HeldOut: Hashable, Comparable {
    /// The split that the row belongs to.
    var split: Split
    /// What is held out, in words, such as `jdeps-summary` or `maven + sarif`.
    var value: String

    /// It stays what it is for as long as the built-in catalog keeps what a test demands of it: a fifth of the rows of each task, language, Rego kind, signer and attestor
    /// in training, and a hundredth to a tenth of all rows in each other split. A catalog under which it fails takes the next greater number that does not, and for no other
    /// reason: with another one, rows that someone's model has learned from would be tests.
    private static let salt = 296

    /// Why a row is no row to learn from, the first reason where there are several; `nil` when nothing is against it.
    init?(_ row: ExampleAxes) {
        guard let reason = Self.reason(row) else { return nil }
        self = reason
    }

    private init?(_ split: Split, _ kind: String, _ values: [String], within share: Range<Double>) {
        guard share.contains(Self.fraction(kind, values)) else { return nil }
        self.split = split
        value = values.joined(separator: " + ")
    }

    private static func reason(_ row: ExampleAxes) -> HeldOut? {
        if row.variant != "none", let reason = HeldOut(.testDebug, "variant", [row.variant], within: 0..<0.15) { return reason }
        for kind in row.rego {
            if let reason = HeldOut(.testPolicy, "rego", [row.task, kind], within: 0..<0.08) { return reason }
        }
        for kind in row.rego {
            if let reason = HeldOut(.testLanguage, "language", [row.language, kind], within: 0..<0.06) { return reason }
        }
        if let reason = HeldOut(.testCommand, "command", [row.command], within: 0..<0.05) { return reason }
        let pairs = pairs(of: row.attestors)
        for pair in pairs {
            if let reason = HeldOut(.testCombo, "attestors", pair, within: 0..<0.08) { return reason }
        }
        for pair in pairs {
            if let reason = HeldOut(.valid, "attestors", pair, within: 0.08..<0.16) { return reason }
        }
        return HeldOut(.testPhrasing, "phrasing", ["\(row.task)/\(row.questionFrame)"], within: 0..<0.03)
    }

    /// Pairs of attestors that are not possible everywhere; each of the others is in half of the rows, so that a pair of them is in a quarter.
    private static func pairs(of attestors: [String]) -> [[String]] {
        let rare = attestors.filter { name in
            switch Attestor(rawValue: name)?.requirement {
            case nil, .some(.none), .some(.repository): false
            default: true
            }
        }.sorted()
        return rare.enumerated().flatMap { position, first in rare.dropFirst(position + 1).map { [first, $0] } }
    }

    /// Where a value falls between 0 and 1.
    private static func fraction(_ kind: String, _ values: [String]) -> Double {
        Double(StableHash.number("held out \(salt)\n\(kind)\n\(values.joined(separator: "\n"))")) / 0x1p64
    }

    static func < (left: HeldOut, right: HeldOut) -> Bool { (left.split.rawValue, left.value) < (right.split.rawValue, right.value) }
}
