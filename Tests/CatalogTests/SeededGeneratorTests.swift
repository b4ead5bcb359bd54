import Catalog
import Testing

@Suite("Seeded random numbers") struct SeededGeneratorTests {
    @Test("The numbers of a seed and purpose never change, so that old datasets can be made again")
    func known() {
        var generator = SeededGenerator(seed: 7, purpose: "question")
        #expect((0..<3).map { _ in generator.next() } == [8_012_590_599_968_836_645, 1_210_222_199_550_337_961, 219_977_205_217_662_222])
    }

    @Test("Seeds and purposes give independent numbers")
    func independent() {
        var firsts: Set<UInt64> = []
        for seed in UInt64(0)..<100 {
            for purpose in ["question", "answer", "question-1"] {
                var generator = SeededGenerator(seed: seed, purpose: purpose)
                firsts.insert(generator.next())
            }
        }
        #expect(firsts.count == 300)
    }

    @Test("Draws stay in bounds, reach every value, and follow their weights")
    func draws() {
        var generator = SeededGenerator(seed: 1, purpose: "draws")
        let counts = (0..<6000).reduce(into: [Int](repeating: 0, count: 6)) { counts, _ in counts[generator.below(6)] += 1 }
        #expect(counts.allSatisfy { (850...1150).contains($0) })
        let weighted = (0..<3000).reduce(into: [0, 0, 0]) { counts, _ in counts[generator.pick(weights: [1, 0, 2]) ?? 1] += 1 }
        #expect(weighted[1] == 0)
        #expect((900...1100).contains(weighted[0]))
        #expect(generator.pick(weights: [0, 0]) == nil)
        #expect(generator.pick([Int]()) == nil)
    }

    @Test("Shuffling keeps the elements and reaches every order")
    func shuffles() {
        var generator = SeededGenerator(seed: 1, purpose: "orders")
        let orders = Set((0..<500).map { _ in generator.shuffled([1, 2, 3, 4]) })
        #expect(orders.count == 24)
        #expect(orders.allSatisfy { $0.sorted() == [1, 2, 3, 4] })
    }
}
