import SystemPackage

/// One way to launch a command.
struct Contender: Sendable {
    let name: String
    let root: ContenderRoot
    let launcher: Launcher

    /// What launches.
    enum Launcher {
        /// Slots of this process.
        case slots
        /// Worker processes, see `launch-probe`, which launch in a mode of theirs.
        case probe(mode: String, command: [String])
    }

    func measure(workers: Int, launches: Int, in workshop: Workshop) async throws -> Measurement.Round {
        switch launcher {
        case .slots:
            return try await SlotContender(workshop: workshop).measure(workers: workers, launches: launches)
        case .probe(let mode, let command):
            return try await ProbeContender(mode: mode, workshop: workshop, command: command).measure(workers: workers, launches: launches)
        }
    }

    /// KiB of the machine's memory that one of some sandboxes takes which live at once; of a worker process, with the worker.
    func memory(sandboxes: Int, lifetime: Lifetime, in workshop: Workshop) async throws -> Int {
        switch launcher {
        case .slots:
            return try await SlotContender(workshop: workshop).memory(sandboxes: sandboxes, lifetime: lifetime)
        case .probe(let mode, let command):
            return try await ProbeContender(mode: mode, workshop: workshop, command: command).memory(sandboxes: sandboxes, lifetime: lifetime)
        }
    }

    /// What every machine has: WitnessBox, the bare probes and no sandbox at all.
    static func own(workshop: Workshop) -> [Contender] {
        [
            Contender(name: witnessBox, root: .writable, launcher: .slots),
            Contender(name: "probe, best", root: .writable, launcher: .probe(mode: "best", command: [workshop.command])),
            Contender(name: "probe, naive", root: .writable, launcher: .probe(mode: "naive", command: [workshop.command])),
            Contender(
                name: plainProcess,
                root: .host,
                launcher: .probe(mode: "spawn", command: [workshop.root.pushing(FilePath(workshop.command).removingRoot()).string])
            ),
        ]
    }

    static let witnessBox = "witnessbox"
    static let plainProcess = "plain process"
}
