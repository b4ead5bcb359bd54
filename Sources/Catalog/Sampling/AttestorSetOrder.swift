import Synchronization

/// The order in which rows take the sets of the attestors that any row may have: all of them, shuffled anew for each round of rows, so that
/// sets repeat as late as they can.
///
/// The last round is kept, since rows are mostly asked for in order; any thread may ask.
final class AttestorSetOrder: Sendable {
    private let seed: UInt64
    private let attestors: Int
    private let last = Mutex<(round: Int, sets: [Int])>((-1, []))

    /// - Parameter attestors: how many there are.
    init(seed: UInt64, attestors: Int) {
        self.seed = seed
        self.attestors = attestors
    }

    /// The sets from that of a row on, as bits, each once; empty where there are no attestors.
    func sets(from row: Int) -> [Int] {
        let count = (1 << attestors) - 1
        guard count > 0 else { return [] }
        let (round, position) = row.quotientAndRemainder(dividingBy: count)
        let order = last.withLock { last in
            if last.round != round {
                var generator = SeededGenerator(seed: seed, purpose: "attestor sets, round \(round)")
                last = (round, generator.shuffled(Array(1...count)))
            }
            return last.sets
        }
        return Array(order[position...] + order[..<position])
    }
}
