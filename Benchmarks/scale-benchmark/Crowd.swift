import Sandbox
import SystemPackage

/// Sandboxes that all live at the same time, each in a slot of its own with a command that sleeps.
struct Crowd {
    private let sleepers: [Task<Void, any Error>]
    private let slots: [SandboxSlot]

    /// Starts at once as many as the machine has use for; returns when all of them run their command.
    init(count: Int, root: FilePath, startingAtOnce: Int = 8) async throws {
        let slots = try await withThrowingTaskGroup(of: SandboxSlot.self) { group in
            for _ in 0..<min(startingAtOnce, count) { group.addTask { try await SandboxSlot(rootFileSystem: root) } }
            var started: [SandboxSlot] = []
            for try await slot in group {
                started.append(slot)
                if started.count + startingAtOnce <= count { group.addTask { try await SandboxSlot(rootFileSystem: root) } }
            }
            return started
        }
        self.slots = slots
        let (ready, isReady) = AsyncStream.makeStream(of: Void.self)
        var sleepers: [Task<Void, any Error>] = []
        var waiting = ready.makeAsyncIterator()
        for (index, slot) in slots.enumerated() {
            if index >= startingAtOnce { await waiting.next() }
            sleepers.append(
                Task {
                    try await slot.withSandbox(limits: Limits(wallMilliseconds: 3_600_000)) { sandbox in
                        _ = try await sandbox.run(Command(arguments: ["/bin/true"]))
                        isReady.yield()
                        _ = try await sandbox.run(Command(arguments: ["/bin/sleep", "3600"]))
                    }
                }
            )
        }
        for _ in 0..<min(startingAtOnce, count) { await waiting.next() }
        self.sleepers = sleepers
    }

    /// Ends them all.
    func end() async throws {
        for sleeper in sleepers { sleeper.cancel() }
        for sleeper in sleepers { _ = await sleeper.result }
        for slot in slots { await slot.close() }
    }
}
