import Synchronization
import Witness

/// The order in which rows take the sets of the attestors that any row may have: all of them, shuffled anew for each round of rows, so that
/// sets repeat as late as they can; those with an expensive attestor in one round of several (``Rotation``).
///
/// The last round is kept, since rows are mostly asked for in order; any thread may ask.
final class AttestorSetOrder: Sendable {
    private let seed: UInt64
    private let attestors: [Attestor]
    /// Over the sets as numbers less one, whose bits say which attestors are in them.
    private let rotation: Rotation
    private let last = Mutex<(round: Int, sets: [Int])>((-1, []))

    init(seed: UInt64, attestors: [Attestor]) {
        self.seed = seed
        self.attestors = attestors
        let sets = 1..<(1 << attestors.count)
        rotation = Rotation(
            rarities: sets.map { set in attestors.indices.contains { set >> $0 & 1 == 1 && attestors[$0].isExpensive } ? Rotation.cycle : 1 })
    }

    /// The sets from that of a row on, each once; none where there are no attestors.
    func sets(from row: Int) -> some Sequence<Set<Attestor>> {
        (rotation.isEmpty ? [] : order(from: row)).lazy.map { set in
            Set(self.attestors.indices.filter { set >> $0 & 1 == 1 }.map { self.attestors[$0] })
        }
    }

    private func order(from row: Int) -> [Int] {
        let turn = rotation.turn(at: row)
        let order = last.withLock { last in
            if last.round != turn.round {
                var generator = SeededGenerator(seed: seed, purpose: "attestor sets, round \(turn.round)")
                last = (turn.round, generator.shuffled(turn.members.map { $0 + 1 }))
            }
            return last.sets
        }
        return Array(order[turn.position...] + order[..<turn.position])
    }
}

extension Attestor {
    /// Whether it costs several times what the others do together: `secretscan` sets up all rules of gitleaks and searches
    /// products, output and earlier attestations (measured: 80 ms where there is little, seconds beside a Rust build).
    fileprivate var isExpensive: Bool { self == .secretScan }
}
