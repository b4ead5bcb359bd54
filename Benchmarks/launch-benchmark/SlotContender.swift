import Glibc
import Sandbox
import SystemPackage

/// Launches by WitnessBox itself, one slot a worker.
struct SlotContender {
    let workshop: Workshop

    func measure(workers: Int, launches: Int) async throws -> Measurement.Round {
        let idleSlots = try await cpuOfIdleSlots(workers)
        let before = cpu()
        let slots = try await makeSlots(workers)
        let kernelBefore = KernelThreads()
        let start = ContinuousClock.now
        let latencies = try await withThrowingTaskGroup(of: [Int].self) { group in
            for slot in slots {
                group.addTask { try await work(in: slot, launches: launches) }
            }
            return try await group.reduce(into: [Int]()) { $0 += $1 }
        }
        let elapsed = start.duration(to: .now)
        let kernel = KernelThreads().cpuMicroseconds(since: kernelBefore)
        for slot in slots {
            await slot.close()
        }
        return Measurement.Round(latencies: latencies, elapsed: elapsed.microseconds, cpu: cpu() - before - idleSlots, kernelCPU: kernel)
    }

    /// KiB of the machine's memory that each of some sandboxes takes which live at once, its slot included.
    func memory(sandboxes: Int, lifetime: Lifetime) async throws -> Int {
        let before = try MachineMemory.kibibytes()
        let slots = try await makeSlots(sandboxes)
        let used = try await withThrowingTaskGroup(of: Void.self) { group in
            for slot in slots {
                group.addTask { try await launch(in: slot, arguments: [lifetime.argument]) }
            }
            try await Task.sleep(for: lifetime.middle)
            let used = try MachineMemory.kibibytes() - before
            try await group.waitForAll()
            return used
        }
        for slot in slots {
            await slot.close()
        }
        return max(used, 0) / sandboxes
    }

    /// CPU time of slots that are made and closed again, which is no part of a launch.
    private func cpuOfIdleSlots(_ count: Int) async throws -> Int {
        let before = cpu()
        for slot in try await makeSlots(count) {
            await slot.close()
        }
        return cpu() - before
    }

    private func makeSlots(_ count: Int) async throws -> [SandboxSlot] {
        var slots: [SandboxSlot] = []
        for _ in 0..<count {
            slots.append(try await SandboxSlot(rootFileSystem: workshop.root))
        }
        return slots
    }

    private func work(in slot: SandboxSlot, launches: Int) async throws -> [Int] {
        var latencies: [Int] = []
        for _ in 0..<launches {
            let start = ContinuousClock.now
            try await launch(in: slot)
            latencies.append(start.duration(to: .now).microseconds)
        }
        return latencies
    }

    private func launch(in slot: SandboxSlot, arguments: [String] = []) async throws {
        let result = try await slot.withSandbox(limits: Limits()) { sandbox in
            try await sandbox.run(Command(arguments: [workshop.command] + arguments))
        }
        guard result.termination == .exited(0) else { throw BenchmarkError(description: "\(workshop.command): \(result.termination)") }
    }

    /// CPU time of this process and of the zygotes it has closed, with all that these launched, in microseconds.
    private func cpu() -> Int {
        [RUSAGE_SELF.rawValue, RUSAGE_CHILDREN.rawValue].map { who in
            var usage = rusage()
            getrusage(__rusage_who_t(who), &usage)
            return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000 + Int(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
        }.reduce(0, +)
    }
}

extension Duration {
    var microseconds: Int {
        Int(components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000)
    }
}
