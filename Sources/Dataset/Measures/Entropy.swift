import Foundation

/// Shannon entropy.
enum Entropy {
    /// Bits needed to name the kind of a random item, given how many items each kind has.
    static func bits(of counts: some Sequence<Int>) -> Double {
        let counts = counts.filter { $0 > 0 }.sorted()
        let total = Double(counts.reduce(0, +))
        return counts.reduce(0) { $0 - Double($1) / total * log2(Double($1) / total) }
    }
}
