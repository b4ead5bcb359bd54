import Testing

@testable import Orchestrator

@Suite struct ConcurrencyControllerTests {
    private static let gibibyte = 1 << 30

    /// A reading of a machine with 8 GiB.
    private func reading(idle: Double, cpuStall: Double? = 0.3, available: Double = 6, memoryStall: Double = 0) -> HostPressure {
        HostPressure(
            availableMemoryBytes: Int(available * Double(Self.gibibyte)), totalMemoryBytes: 8 * Self.gibibyte, memoryStall: memoryStall,
            cpuStall: cpuStall, cpuIdle: idle, load: 1
        )
    }

    /// The limit after each reading, when as many jobs as allowed are in flight.
    private func limits(_ controller: inout ConcurrencyController, _ readings: [HostPressure]) -> [Int] {
        readings.map { reading in
            _ = controller.decide(reading, working: controller.limit)
            return controller.limit
        }
    }

    @Test func idleProcessorsGetMoreOneByOneUpToACeiling() {
        var controller = ConcurrencyController(processors: 2)
        #expect(limits(&controller, Array(repeating: reading(idle: 0.5), count: 9)) == [2, 2, 3, 3, 3, 4, 4, 4, 5])
        #expect(limits(&controller, Array(repeating: reading(idle: 0.5), count: 200)).last == 16)
    }

    @Test func placesThatStayEmptyAreNoGroundForMore() {
        var controller = ConcurrencyController(processors: 4)
        for _ in 0..<20 { #expect(controller.decide(reading(idle: 0.9), working: 1) == nil) }
        #expect(controller.limit == 4)
    }

    @Test func contentionTakesAwayWhatWasAddedAndNoMore() {
        var controller = ConcurrencyController(processors: 2)
        _ = limits(&controller, Array(repeating: reading(idle: 0.5), count: 6))
        #expect(controller.limit == 4)
        let busy = reading(idle: 0, cpuStall: 0.97)
        #expect(limits(&controller, Array(repeating: busy, count: 12)) == [4, 4, 4, 4, 3, 3, 3, 3, 3, 2, 2, 2])
        #expect(limits(&controller, Array(repeating: busy, count: 50)).allSatisfy { $0 == 2 })
    }

    @Test func loadCountsWhereTheKernelDoesNotTellOfStalls() {
        var controller = ConcurrencyController(processors: 2)
        _ = limits(&controller, Array(repeating: reading(idle: 0.5, cpuStall: nil), count: 3))
        var busy = reading(idle: 0, cpuStall: nil)
        busy.load = 6
        #expect(limits(&controller, Array(repeating: busy, count: 5)) == [3, 3, 3, 3, 2])
    }

    @Test func shortMemoryHalvesAtOnceAndAgainOnceThatHasTakenEffect() {
        var controller = ConcurrencyController(processors: 8)
        let short = reading(idle: 0.5, available: 0.5)
        #expect(controller.decide(short, working: 8) == .memoryShort)
        #expect(controller.limit == 4)
        #expect(controller.decide(short, working: 7) == nil)
        #expect(controller.decide(short, working: 4) == .memoryShort)
        #expect(limits(&controller, [short, short, short]) == [1, 1, 1])
    }

    @Test func waitingForMemoryIsShortnessTooWhateverSeemsAvailable() {
        var controller = ConcurrencyController(processors: 8)
        #expect(controller.decide(reading(idle: 0.5, memoryStall: 0.4), working: 8) == .memoryShort)
    }

    @Test func itDoesNotSwingAroundAMark() {
        var controller = ConcurrencyController(processors: 8)
        // Now a little below the tenth that is kept free, now a little above it.
        let readings = (0..<60).map { reading(idle: 0.5, available: $0.isMultiple(of: 2) ? 0.79 : 0.9) }
        #expect(limits(&controller, readings).suffix(50).allSatisfy { $0 == 1 })
        let recovery = limits(&controller, Array(repeating: reading(idle: 0.5), count: 18))
        #expect(recovery.firstIndex(of: 2) == 14, "after a shortage it waits for longer than usual")
        #expect(recovery.last == 3)
    }

    /// Written after what a compiler does beside a run on two processors with 4 GiB: it takes what memory there is, then ends.
    @Test func aSqueezeIsRiddenOut() {
        let available = [3.1, 2.8, 2.2, 1.4, 0.9, 0.45, 0.31, 0.22, 0.28, 0.6, 1.9, 2.9, 3.0, 3.1]
        let stall = [0, 0, 0, 0, 0.01, 0.02, 0.11, 0.46, 0.31, 0.12, 0.02, 0, 0, 0]
        var controller = ConcurrencyController(processors: 2)
        let squeeze = zip(available, stall).map { available, stall in
            HostPressure(
                availableMemoryBytes: Int(available * Double(Self.gibibyte)), totalMemoryBytes: 4 * Self.gibibyte, memoryStall: stall,
                cpuStall: 0.6, cpuIdle: 0.2, load: 2
            )
        }
        #expect(limits(&controller, squeeze) == [2, 2, 3, 3, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1])
        #expect(limits(&controller, Array(repeating: squeeze[0], count: 40)).last ?? 0 > 2)
    }

    @Test func afterAShortageItComesBackToOneJobAProcessorOnABusyHostToo() {
        var controller = ConcurrencyController(processors: 2)
        #expect(controller.decide(reading(idle: 0, cpuStall: 0.99, available: 0.3), working: 2) == .memoryShort)
        let busy = reading(idle: 0, cpuStall: 0.99)
        #expect(limits(&controller, Array(repeating: busy, count: 40)).last == 2)
    }

    @Test func aHostThatTellsNothingKeepsOneJobAProcessor() {
        var controller = ConcurrencyController(processors: 4)
        #expect(limits(&controller, Array(repeating: HostPressure(), count: 30)).allSatisfy { $0 == 4 })
    }

    @Test(arguments: [0, 1, 3, 64, 100_000]) func theLimitIsNeverBelowOneNorAboveWhatMayBeAsked(processors: Int) {
        var controller = ConcurrencyController(processors: processors)
        #expect(limits(&controller, Array(repeating: reading(idle: 1), count: 3000)).allSatisfy { (1...100_000).contains($0) })
        let short = reading(idle: 0, available: 0, memoryStall: 1)
        #expect(limits(&controller, Array(repeating: short, count: 50)).last == 1)
    }
}
