/// A contender and what is found out about it before the loop.
struct Starter {
    let contender: Contender
    /// Whether a launch takes so long that few must do.
    let isSlow: Bool
    /// KiB of the machine's memory that a live sandbox takes.
    let memory: Int

    static func all(_ contenders: [Contender], in workshop: Workshop) async throws -> [Starter] {
        var starters: [Starter] = []
        for contender in contenders {
            var trial = Measurement()
            trial.add(try await contender.measure(workers: 1, launches: 2, in: workshop))
            let launchMilliseconds = trial.latency(percentile: 0)
            let memory = try await contender.memory(sandboxes: 16, lifetime: Lifetime(launchMilliseconds: launchMilliseconds), in: workshop)
            starters.append(Starter(contender: contender, isSlow: launchMilliseconds >= Measurement.slowMilliseconds, memory: memory))
        }
        return starters
    }
}
