import Testing

@testable import Orchestrator

@Suite struct ShardTests {
    @Test(arguments: ["", "1", "0/2", "3/2", "1/0", "-1/2", "1/2/3", "a/b", "1/", "/2", " 1/2"])
    func nonsenseIsRefused(text: String) {
        #expect(Shard(text) == nil)
    }

    @Test(arguments: 1...5)
    func shardsAreDisjointAndComplete(count: Int) throws {
        var all: [Int] = []
        for number in 1...count {
            all += try #require(Shard("\(number)/\(count)")).indices(below: 23)
        }
        #expect(all.sorted() == Array(0..<23))
    }

    @Test func aShardHoldsTheSameIndicesWhenThePlanGrows() throws {
        let shard = try #require(Shard("2/3"))
        #expect(Array(shard.indices(below: 100)).starts(with: shard.indices(below: 10)))
        #expect(RunPlan.sample(target: 11, shard: shard).count == Array(shard.indices(below: 11)).count)
    }
}
