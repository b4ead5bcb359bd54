/// Turns that members take in rounds: a costly one sits out some of them, and so comes up less often than others.
///
/// A cycle has ``cycle`` rounds. A member of rarity k takes part in every k-th of them, and those of one rarity are spread over the rounds, so
/// that each round costs about the same.
struct Rotation: Sendable {
    /// Rounds after which the same members take part again; every rarity divides it.
    static let cycle = 16

    /// Who takes part in each round of a cycle.
    private let rounds: [[Int]]
    private let turns: Int

    /// - Parameter rarities: of each member, from 0: a divisor of ``cycle``.
    init(rarities: [Int]) {
        var ranks: [Int: Int] = [:]
        let starts = rarities.map { rarity in
            defer { ranks[rarity, default: 0] += 1 }
            return ranks[rarity, default: 0] % rarity
        }
        rounds = (0..<Self.cycle).map { round in rarities.indices.filter { round % rarities[$0] == starts[$0] } }
        turns = rounds.reduce(0) { $0 + $1.count }
    }

    /// Whether nobody takes part.
    var isEmpty: Bool { turns == 0 }

    /// The round of a turn, its members in no order that matters, and which of the round's turns it is.
    ///
    /// There must be a member.
    func turn(at ordinal: Int) -> (round: Int, members: [Int], position: Int) {
        var (cycles, position) = ordinal.quotientAndRemainder(dividingBy: turns)
        var round = 0
        while position >= rounds[round].count {
            position -= rounds[round].count
            round += 1
        }
        return (Self.cycle * cycles + round, rounds[round], position)
    }
}
