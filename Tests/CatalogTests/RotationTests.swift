import Testing

@testable import Catalog

@Suite("Turns in rounds")
struct RotationTests {
    @Test("in a cycle each member has the turns that its rarity leaves, spread over the rounds, each place of a round once")
    func cycle() {
        let rotation = Rotation(rarities: [1, 2, 4, 1, 4, 2])
        let turns = (0..<28).map(rotation.turn)
        let rounds = Dictionary(grouping: turns, by: \.round)
        #expect(rounds.keys.sorted() == Array(0..<8))
        for (round, turns) in rounds {
            #expect(turns.map(\.position) == Array(0..<turns[0].members.count))
            #expect(turns[0].members == [[0, 1, 2, 3], [0, 3, 4, 5], [0, 1, 3], [0, 3, 5]][round % 4])
        }
    }

    @Test("members that are all rare have their turns one after another")
    func onlyRareMembers() {
        let rotation = Rotation(rarities: [4, 4])
        #expect((0..<4).map { rotation.turn(at: $0).round } == [0, 1, 4, 5])
        #expect(!rotation.isEmpty)
        #expect(Rotation(rarities: []).isEmpty)
    }
}
