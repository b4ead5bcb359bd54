/// Workers side by side, as many at a time as the concurrency allows.
public struct Crew: Sendable {
    private let concurrency: Concurrency
    private let observe: @Sendable (_ workers: Int, ConcurrencyController.Cause) -> Void

    private enum Event {
        case left
        case paused
    }

    /// A crew that tells of each change of its size.
    public init(
        concurrency: Concurrency,
        observe: @escaping @Sendable (_ workers: Int, ConcurrencyController.Cause) -> Void = { _, _ in }
    ) {
        self.concurrency = concurrency
        self.observe = observe
    }

    /// Runs `work` in each worker until there is no more of it.
    ///
    /// Between two pieces of work a worker asks ``Roster/mayStay()`` and returns when it may not; a worker that returns otherwise says that no work is
    /// left.
    /// - Parameter most: workers that there is work for, at least 1.
    /// - Throws: what the first worker to fail throws, after the others were cancelled and have ended.
    public func run(most: Int, work: @escaping @Sendable (Roster) async throws -> Void) async throws {
        let roster = Roster(limit: concurrency.initial, most: most)
        try await withThrowingTaskGroup(of: Event.self) { group in
            func hire() {
                while roster.join() {
                    group.addTask {
                        try await work(roster)
                        roster.leave()
                        return .left
                    }
                }
            }
            func pause() {
                guard case .adaptive(_, _, let pause) = concurrency else { return }
                group.addTask {
                    try? await pause()
                    return .paused
                }
            }
            var concurrency = concurrency
            hire()
            pause()
            while let event = try await group.next() {
                if roster.isEmpty {
                    group.cancelAll()
                } else if event == .paused, !Task.isCancelled {
                    steer(&concurrency, roster)
                    hire()
                    pause()
                }
            }
        }
    }

    private func steer(_ concurrency: inout Concurrency, _ roster: Roster) {
        guard case .adaptive(var controller, let read, let pause) = concurrency else { return }
        let cause = controller.decide(read(), working: roster.working)
        concurrency = .adaptive(controller, read: read, pause: pause)
        guard let cause else { return }
        roster.limit(to: controller.limit)
        observe(controller.limit, cause)
    }
}
