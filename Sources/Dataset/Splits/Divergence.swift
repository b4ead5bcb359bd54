import Foundation

/// How far two distributions are apart: 0 when they are the same, 1 when nothing occurs in both.
enum Divergence {
    /// How often attestors (atoms) and pairs of them (compounds) occur in some rows.
    struct Counts {
        private(set) var atoms: [String: Int] = [:]
        private(set) var compounds: [String: Int] = [:]

        /// - Parameter members: the rows that count, by their places.
        init(_ rows: [RowEntry], of members: [Int]) {
            for member in members {
                let attestors = rows[member].attestors.sorted()
                for (position, attestor) in attestors.enumerated() {
                    atoms[attestor, default: 0] += 1
                    for earlier in attestors[..<position] { compounds["\(earlier) \(attestor)", default: 0] += 1 }
                }
            }
        }
    }

    /// One less Chernoff's coefficient, the sum of p^a q^(1 - a).
    /// - Parameter exponent: a; the lower it is, the less it matters how rare something is in the first distribution, as long as it occurs.
    static func between(_ first: [String: Int], _ second: [String: Int], exponent: Double) -> Double {
        let (all, others) = (Double(first.values.reduce(0, +)), Double(second.values.reduce(0, +)))
        guard all > 0, others > 0 else { return 1 }
        let common = second.keys.sorted().map { value in
            pow(Double(first[value, default: 0]) / all, exponent) * pow(Double(second[value, default: 0]) / others, 1 - exponent)
        }
        return max(0, 1 - common.reduce(0, +))
    }
}
