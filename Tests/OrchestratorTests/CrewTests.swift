import Synchronization
import TestSupport
import Testing

@testable import Orchestrator

@Suite struct CrewTests {
    private static let calm = HostPressure(availableMemoryBytes: 8 << 30, totalMemoryBytes: 8 << 30, memoryStall: 0, cpuStall: 0, cpuIdle: 1, load: 0)
    private static let short = HostPressure(availableMemoryBytes: 0, totalMemoryBytes: 8 << 30, memoryStall: 1, cpuStall: 0, cpuIdle: 1, load: 0)

    /// A host whose readings a test gives one by one.
    private final class ScriptedHost: Sendable {
        private let reading = Mutex(HostPressure())
        private let stream = AsyncStream.makeStream(of: HostPressure.self)

        func concurrency(processors: Int) -> Concurrency {
            let readings = stream.stream
            return .adaptive(
                ConcurrencyController(processors: processors),
                read: { self.reading.withLock { $0 } },
                pause: {
                    for await next in readings {
                        self.reading.withLock { $0 = next }
                        return
                    }
                    throw CancellationError()
                }
            )
        }

        func tell(_ reading: HostPressure, times: Int = 1) {
            for _ in 0..<times { stream.continuation.yield(reading) }
        }
    }

    @Test func aRunFollowsItsHostAndStoresTheSame() async throws {
        let plain = try TemporaryDirectory()
        try await carryOut(.sample(target: 60), in: plain.path)

        let host = ScriptedHost()
        let directory = try TemporaryDirectory()
        let log = EventLog()
        let running = Mutex((now: 0, most: 0, done: 0))
        let store = try RunStore(writing: directory.path, plan: .sample(target: 60))
        let (gates, gate) = AsyncStream.makeStream(of: Void.self)
        let pool = WorkerPool(
            store: store, concurrency: host.concurrency(processors: 2),
            makeExecutor: {
                ScriptedExecutor { job, number in
                    running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.done) }
                    defer { running.withLock { $0 = ($0.now - 1, $0.most, $0.done + 1) } }
                    // Holds the work until the host has told all it had to.
                    if running.withLock({ $0.done < 20 }) { for await _ in gates { break } }
                    return try .scripted(job, number: number)
                }
            },
            observe: { event in
                log.append(event)
                switch event {
                case .started: host.tell(Self.calm, times: 6)
                case .concurrencyChanged(4, _): host.tell(Self.short)
                case .concurrencyChanged(2, .memoryShort): for _ in 0..<60 { gate.yield() }
                default: break
                }
            }
        )
        let summary = try await pool.run(planned: samplePlanned)
        #expect(summary.verified == 60)
        let changes = log.events.compactMap { event in
            if case .concurrencyChanged(let workers, let cause) = event { "\(workers) \(cause.rawValue)" } else { nil }
        }
        #expect(changes.prefix(3) == ["3 processors-idle", "4 processors-idle", "2 memory-short"])
        #expect(running.withLock { $0.most } == 4)
        #expect(try RunStore(reading: directory.path).content() == (try RunStore(reading: plain.path).content()))
    }

    @Test func oneWorkerStaysWhateverTheHostSays() async throws {
        let host = ScriptedHost()
        let pieces = Atomic(0)
        host.tell(Self.short, times: 20)
        try await Crew(concurrency: host.concurrency(processors: 4)).run(most: 10) { roster in
            while pieces.add(1, ordering: .relaxed).newValue < 200 {
                await Task.yield()
                guard roster.mayStay() else { return }
            }
        }
        #expect(pieces.load(ordering: .relaxed) >= 200)
    }

    @Test func theFirstErrorEndsTheCrew() async throws {
        struct Broken: Error {}
        let host = ScriptedHost()
        await #expect(throws: Broken.self) {
            try await Crew(concurrency: host.concurrency(processors: 3)).run(most: 3) { roster in
                if roster.working > 0 { throw Broken() }
            }
        }
    }

    @Test func noMoreWorkersThanWork() async throws {
        let started = Atomic(0)
        try await Crew(concurrency: .fixed(64)).run(most: 3) { _ in started.add(1, ordering: .relaxed) }
        #expect(started.load(ordering: .relaxed) <= 3)
    }
}
